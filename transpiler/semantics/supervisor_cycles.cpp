#include "semantics/actors.hpp"
#include "semantics/environment.hpp"

#include <algorithm>
#include <unordered_set>
#include <vector>

namespace janus::semantics {

namespace {

class CycleFinder {
public:
    explicit CycleFinder(Environment& environment) : environment_(environment) {}

    void visit(Supervisor const& supervisor)
    {
        if (!seen_.insert(&supervisor).second)
            return;
        open_.push_back(&supervisor);
        for (ChildSpec const& child : supervisor.children) {
            // A pool starts empty, so it may hold what is around it.
            if (!child.supervisor || child.pool)
                continue;
            auto const again = std::find(open_.begin(), open_.end(), child.supervisor);
            if (again != open_.end())
                report(child, again);
            else
                visit(*child.supervisor);
        }
        open_.pop_back();
    }

private:
    using Path = std::vector<Supervisor const*>;

    void report(ChildSpec const& child, Path::const_iterator first)
    {
        std::string path;
        for (auto at = first; at != open_.end(); ++at)
            path += "`" + std::string((*at)->name) + "` starts ";
        std::string const name = "`" + std::string(child.supervisor->name) + "`";
        environment_.report(Diagnostic{Code::S4003, child.span,
                                       "supervisor " + name + " would start itself, without end"}
                                .note(path + name)
                                .suggest("take the child out, or declare it with `kind: pool`"));
    }

    Environment& environment_;
    std::unordered_set<Supervisor const*> seen_;
    Path open_;
};

} // namespace

void check_supervisor_cycles(Environment& environment)
{
    CycleFinder finder{environment};
    for (Supervisor const& supervisor : environment.program.supervisors)
        finder.visit(supervisor);
}

} // namespace janus::semantics
