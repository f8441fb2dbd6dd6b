#include "driver/import_order.hpp"

#include "driver/loader.hpp"

#include <cctype>
#include <map>

namespace janus::driver {

namespace {

using diagnostics::Code;
using diagnostics::Diagnostic;

class CycleSearch {
public:
    CycleSearch(Loaded& loaded, diagnostics::Diagnostics& diagnostics)
        : loaded_(loaded), diagnostics_(diagnostics), state_(loaded.modules.size())
    {}

    void run()
    {
        for (std::size_t index = 0; index < state_.size(); ++index)
            visit(index);
    }

private:
    enum class State : std::uint8_t { unseen, open, done };

    // The depth is that of the imports, each of which is a file, so recursion is no danger.
    void visit(std::size_t index)
    {
        if (state_[index] != State::unseen)
            return;
        state_[index] = State::open;
        path_.push_back(index);
        for (semantics::ResolvedImport& import : loaded_.modules[index].imports) {
            if (import.module < 0)
                continue;
            auto const target = static_cast<std::size_t>(import.module);
            if (state_[target] == State::open) {
                report(import, target);
                import.module = -1;
            } else {
                visit(target);
            }
        }
        path_.pop_back();
        state_[index] = State::done;
    }

    void report(semantics::ResolvedImport const& import, std::size_t target)
    {
        std::string chain;
        bool inside = false;
        for (std::size_t index : path_) {
            inside = inside || index == target;
            if (inside)
                chain += "`" + loaded_.modules[index].path + "` imports ";
        }
        chain += "`" + loaded_.modules[target].path + "`";
        Diagnostic problem{Code::S4003, import.syntax->span,
                           "module `" + loaded_.modules[target].path + "` imports itself" +
                               (path_.back() == target ? "" : " in a circle")};
        problem.note(chain);
        problem.suggest(
            "move what both need into a module of its own, or name the files together as "
            "one program");
        diagnostics_.add(std::move(problem));
        loaded_.acyclic = false;
    }

    Loaded& loaded_;
    diagnostics::Diagnostics& diagnostics_;
    std::vector<State> state_;
    std::vector<std::size_t> path_;
};

/// Equal for two paths exactly if their C++ namespaces are.
std::string namespace_key(std::string_view path)
{
    std::string key;
    bool first = true;
    for (char character : path) {
        bool const digit = std::isdigit(static_cast<unsigned char>(character)) != 0;
        if (first && digit)
            key += 'm';
        first = character == '/';
        bool const kept = first || std::isalnum(static_cast<unsigned char>(character)) != 0;
        key += kept ? character : '_';
    }
    return key;
}

} // namespace

void report_import_cycles(Loaded& loaded, diagnostics::Diagnostics& diagnostics)
{
    CycleSearch{loaded, diagnostics}.run();
}

void report_shared_namespaces(Loaded const& loaded, diagnostics::Diagnostics& diagnostics)
{
    std::map<std::string, std::uint32_t> known;
    for (std::uint32_t index = 0; index < loaded.modules.size(); ++index) {
        std::string const& path = loaded.modules[index].path;
        auto const [entry, is_new] = known.emplace(namespace_key(path), index);
        if (is_new)
            continue;
        Diagnostic problem{Code::S0008,
                           {index, 0, 0},
                           "module `" + path + "` has the same C++ namespace as `" +
                               loaded.modules[entry->second].path + "`"};
        problem.note("that one is in " + loaded.sources[entry->second].path());
        problem.suggest("rename one of the files, or give a --module-root above both");
        diagnostics.add(std::move(problem));
    }
}

} // namespace janus::driver
