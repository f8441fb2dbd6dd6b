// measure FILE PROGRAM ARGUMENT...: runs the program; FILE gets the CPU seconds it used and the
// largest number of kilobytes it held. Ends as the program did.

#include <cstdio>
#include <cstdlib>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

double seconds(timeval time)
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

} // namespace

int main(int count, char** arguments)
{
    if (count < 3) {
        std::fputs("usage: measure FILE PROGRAM ARGUMENT...\n", stderr);
        return 2;
    }
    pid_t const child = ::fork();
    if (child == 0) {
        ::execvp(arguments[2], arguments + 2);
        std::perror(arguments[2]);
        std::_Exit(127);
    }
    int status = 0;
    rusage used{};
    if (child < 0 || ::wait4(child, &status, 0, &used) != child) {
        std::perror("measure");
        return 1;
    }
    std::FILE* const file = std::fopen(arguments[1], "w");
    if (file == nullptr) {
        std::perror(arguments[1]);
        return 1;
    }
    std::fprintf(file, "%.4f %ld\n", seconds(used.ru_utime) + seconds(used.ru_stime),
                 used.ru_maxrss);
    std::fclose(file);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
