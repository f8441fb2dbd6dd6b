#include "driver/loader.hpp"

#include "driver/import_order.hpp"
#include "driver/import_path.hpp"
#include "semantics/library.hpp"
#include "semantics/symbols.hpp"
#include "syntax/parser.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>

namespace janus::driver {

namespace {

namespace fs = std::filesystem;
using diagnostics::Code;
using diagnostics::Diagnostic;

std::string normal(std::string const& path)
{
    return fs::path{path}.lexically_normal().string();
}

class Loader {
public:
    Loader(source::FileSystem const& files, LoadOptions const& options, Loaded& loaded,
           diagnostics::Diagnostics& diagnostics)
        : files_(files), options_(options), loaded_(loaded), diagnostics_(diagnostics)
    {}

    void run()
    {
        for (std::string const& file : options_.files)
            add_named(file, true);
        for (std::string const& file : options_.fellows)
            add_named(file, false);
        if (!loaded_.unreadable.empty())
            return;
        mark_named();
        for (std::size_t index = 0; index < loaded_.modules.size(); ++index)
            follow_imports(index);
        for (semantics::ModuleInput& module : loaded_.modules)
            module.to_emit = module.to_emit || options_.emit_imports;
        report_import_cycles(loaded_, diagnostics_);
        report_shared_namespaces(loaded_, diagnostics_);
    }

private:
    void add_named(std::string const& file, bool to_emit)
    {
        if (std::optional<int> const known = find(file)) {
            loaded_.modules[static_cast<std::size_t>(*known)].to_emit |= to_emit;
            return;
        }
        if (!file.ends_with(".jan")) {
            loaded_.unreadable.push_back("'" + file +
                                         "' is no Janus source: its name does not end in .jan");
            return;
        }
        std::string root = options_.module_root;
        if (root.empty())
            root = source_folder(file);
        else if (!is_below(absolute(root), absolute(file))) {
            loaded_.unreadable.push_back("'" + file + "' is not below the module root '" + root +
                                         "'; name a folder above it with --module-root");
            return;
        }
        std::optional<std::string> text = files_.read(normal(file));
        if (!text) {
            loaded_.unreadable.push_back(why_unreadable(file));
            return;
        }
        add(file, root, std::move(*text));
        loaded_.modules.back().to_emit = to_emit;
    }

    [[nodiscard]] std::string why_unreadable(std::string const& file) const
    {
        if (files_.is_directory(file))
            return "'" + file + "' is a folder; name the .jan files in it";
        if (files_.exists(file))
            return "cannot read '" + file +
                   "'; it is no regular file, or its permissions forbid it";
        return "there is no file '" + file + "'";
    }

    void mark_named()
    {
        bool const several = loaded_.modules.size() > 1;
        for (semantics::ModuleInput& module : loaded_.modules)
            module.fellow = several;
        if (!loaded_.modules.empty())
            loaded_.modules.front().entry = !options_.no_main;
    }

    void add(std::string const& file, std::string const& root, std::string text)
    {
        std::string const path = path_below(absolute(root), absolute(file));
        std::string dotted = path;
        std::replace(dotted.begin(), dotted.end(), '/', '.');
        source::SourceFile const& source = loaded_.sources.add(file, dotted, std::move(text));
        loaded_.syntax.push_back(syntax::parse(source, diagnostics_));
        semantics::ModuleInput module;
        module.path = path;
        module.syntax = &loaded_.syntax.back();
        by_file_.emplace(absolute(file), static_cast<int>(loaded_.modules.size()));
        loaded_.modules.push_back(std::move(module));
        loaded_.read_files.push_back(file);
        roots_.push_back(root);
    }

    void follow_imports(std::size_t index)
    {
        std::vector<semantics::ResolvedImport> imports;
        for (ast::Item const& item : loaded_.modules[index].syntax->items)
            if (item.import)
                imports.push_back(resolve(index, *item.import));
        loaded_.modules[index].imports = std::move(imports);
    }

    semantics::ResolvedImport resolve(std::size_t importer, ast::Import const& import)
    {
        semantics::ResolvedImport found{&import, -1, {}};
        if (import.kind == ast::Import::Kind::use_foreign ||
            import.kind == ast::Import::Kind::graft)
            return found;
        std::string const wanted = import_text(import);
        found.module = find_module(importer, wanted, found.library);
        if (found.module < 0 && found.library.empty())
            report_missing(importer, import, wanted);
        return found;
    }

    /// -1 if there is no such file; then it may be a part of the standard library.
    int find_module(std::size_t importer, std::string const& wanted, std::string& library)
    {
        std::vector<std::string> looked_at;
        for (Place const& place : places(importer))
            for (char const* ending : {".jan", "/mod.jan"}) {
                std::string const file =
                    normal((fs::path{place.folder} / (wanted + ending)).string());
                if (std::optional<int> const known = find(file)) {
                    note_absent(looked_at);
                    return *known;
                }
                if (std::optional<std::string> text = files_.read(file)) {
                    note_absent(looked_at);
                    add(file, place.root, std::move(*text));
                    return static_cast<int>(loaded_.modules.size()) - 1;
                }
                looked_at.push_back(file);
            }
        note_absent(looked_at);
        library = semantics::library_of(wanted);
        return -1;
    }

    static std::string dotted(std::string path)
    {
        std::replace(path.begin(), path.end(), '/', '.');
        return path;
    }

    void report_missing(std::size_t importer, ast::Import const& import, std::string const& wanted)
    {
        bool const standard = wanted.starts_with("std/");
        Diagnostic problem{Code::S4001, import.span,
                           "module `" + (standard ? dotted(wanted) : wanted) + "` not found"};
        if (standard) {
            std::string const near =
                dotted(std::string{semantics::nearest_name(wanted, semantics::library_paths())});
            problem.note("the standard library has no such module");
            if (!near.empty())
                problem.suggest("did you mean `" + near + "`?");
        } else {
            Place const place = places(importer).front();
            auto const path = [&](char const* ending) {
                return normal((fs::path{place.folder} / (wanted + ending)).string());
            };
            problem.note(
                "looked for `" + path(".jan") + "` and `" + path("/mod.jan") + "`" +
                (places(importer).size() > 1 ? ", then in the folders given with -I" : ""));
            problem.suggest(
                "write the path of the file without `.jan`, or name its folder with `-I`");
        }
        diagnostics_.add(std::move(problem));
    }

    void note_absent(std::vector<std::string> const& files)
    {
        loaded_.absent_files.insert(loaded_.absent_files.end(), files.begin(), files.end());
    }

    struct Place {
        std::string folder;
        std::string root;
    };

    /// Where an import is looked for, in order: beside the importer, below its root, in the -I
    /// folders.
    [[nodiscard]] std::vector<Place> places(std::size_t importer) const
    {
        std::string const& root = roots_[importer];
        auto const id = static_cast<std::uint32_t>(importer);
        std::vector<Place> places{{source_folder(loaded_.sources[id].path()), root}};
        auto const add = [&](std::string const& folder, std::string const& its_root) {
            for (Place const& place : places)
                if (absolute(place.folder) == absolute(folder))
                    return;
            places.push_back({folder, its_root});
        };
        add(root, root);
        for (std::string const& folder : options_.include_folders)
            add(folder, is_below(absolute(root), absolute(folder)) ? root : folder);
        return places;
    }

    [[nodiscard]] static std::string source_folder(std::string const& file)
    {
        fs::path const folder = fs::path{file}.parent_path();
        return folder.empty() ? "." : folder.string();
    }

    [[nodiscard]] std::string absolute(std::string const& path) const
    {
        std::string text = normal((fs::path{options_.working_folder} / path).string());
        while (text.size() > 1 && text.back() == '/')
            text.pop_back();
        return text;
    }

    [[nodiscard]] std::optional<int> find(std::string const& file) const
    {
        auto const known = by_file_.find(absolute(file));
        return known == by_file_.end() ? std::nullopt : std::optional{known->second};
    }

    source::FileSystem const& files_;
    LoadOptions const& options_;
    Loaded& loaded_;
    diagnostics::Diagnostics& diagnostics_;
    std::map<std::string, int> by_file_; // by absolute path
    std::vector<std::string> roots_;     // of each module
};

} // namespace

void load(source::FileSystem const& files, LoadOptions const& options, Loaded& loaded,
          diagnostics::Diagnostics& diagnostics)
{
    Loader{files, options, loaded, diagnostics}.run();
}

} // namespace janus::driver
