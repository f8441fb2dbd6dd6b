#include "driver/loader.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace janus;
using driver::Loaded;
using driver::LoadOptions;

namespace {

struct Loading {
    source::MemoryFileSystem files;
    LoadOptions options;
    Loaded loaded;
    diagnostics::Diagnostics diagnostics;

    void run() { driver::load(files, options, loaded, diagnostics); }

    [[nodiscard]] std::vector<std::string> paths() const
    {
        std::vector<std::string> paths;
        for (semantics::ModuleInput const& module : loaded.modules)
            paths.push_back(module.path);
        return paths;
    }
    [[nodiscard]] std::vector<diagnostics::Code> codes() const
    {
        std::vector<diagnostics::Code> codes;
        for (diagnostics::Diagnostic const& diagnostic : diagnostics.sorted())
            codes.push_back(diagnostic.code);
        return codes;
    }
};

using Paths = std::vector<std::string>;
using Codes = std::vector<diagnostics::Code>;

} // namespace

TEST_CASE("imports are followed: beside the file, then a folder's mod.jan, then -I folders")
{
    Loading loading;
    loading.files.add("src/app.jan", "import chat.room\nimport shapes\nimport words\n");
    loading.files.add("src/chat/room.jan", "import messages\n");
    loading.files.add("src/chat/messages.jan", "");
    loading.files.add("src/shapes/mod.jan", "");
    loading.files.add("lib/words.jan", "");
    loading.options.files = {"src/app.jan"};
    loading.options.include_folders = {"lib"};
    loading.run();
    CHECK(loading.codes().empty());
    CHECK(loading.paths() == Paths{"app", "chat/room", "shapes/mod", "words", "chat/messages"});
    REQUIRE(loading.loaded.modules[0].imports.size() == 3);
    CHECK(loading.loaded.modules[0].imports[2].module == 3);
    CHECK(loading.loaded.modules[1].imports[0].module == 4);
    CHECK(loading.loaded.modules[0].entry);
    CHECK(loading.loaded.modules[0].to_emit);
    CHECK_FALSE(loading.loaded.modules[0].fellow);
    CHECK_FALSE(loading.loaded.modules[1].to_emit);
    auto const& absent = loading.loaded.absent_files;
    CHECK(std::count(absent.begin(), absent.end(), "src/words.jan") == 1);
}

TEST_CASE("files named together are fellows; the first one is the entry")
{
    Loading loading;
    loading.files.add("a.jan", "import b\n");
    loading.files.add("b.jan", "");
    loading.files.add("c.jan", "");
    loading.options.files = {"a.jan", "./b.jan"};
    loading.options.fellows = {"c.jan", "a.jan"};
    loading.run();
    REQUIRE(loading.paths() == Paths{"a", "b", "c"});
    auto const& modules = loading.loaded.modules;
    CHECK(modules[0].imports[0].module == 1);
    CHECK((modules[0].fellow && modules[1].fellow && modules[2].fellow));
    CHECK((modules[0].entry && !modules[1].entry && !modules[2].entry));
    CHECK((modules[0].to_emit && modules[1].to_emit && !modules[2].to_emit));
}

TEST_CASE("with --no-main nothing is the entry")
{
    Loading loading;
    loading.files.add("a.jan", "");
    loading.options.files = {"a.jan"};
    loading.options.no_main = true;
    loading.run();
    CHECK_FALSE(loading.loaded.modules[0].entry);
}

TEST_CASE("module paths begin below the module root")
{
    Loading loading;
    loading.files.add("src/chat/room.jan", "");
    loading.files.add("elsewhere/x.jan", "");
    loading.options.files = {"src/chat/room.jan"};
    loading.options.module_root = "./src/";
    loading.run();
    CHECK(loading.paths() == Paths{"chat/room"});

    Loading outside;
    outside.files.add("elsewhere/x.jan", "");
    outside.options.files = {"elsewhere/x.jan"};
    outside.options.module_root = "src";
    outside.run();
    REQUIRE(outside.loaded.unreadable.size() == 1);
    CHECK(outside.loaded.unreadable[0].find("module root 'src'") != std::string::npos);
}

TEST_CASE("two spellings of one file are one module")
{
    Loading loading;
    loading.files.add("src/a.jan", "import b\n");
    loading.files.add("src/b.jan", "");
    loading.files.add("/home/src/b.jan", "");
    loading.options.files = {"src/a.jan", "/home/src/b.jan"};
    loading.options.working_folder = "/home";
    loading.run();
    CHECK(loading.paths() == Paths{"a", "b"});
}

TEST_CASE("an unknown module is reported at its import")
{
    Loading loading;
    loading.files.add("a.jan", "import std.io\nimport nowhere.at.all\n");
    loading.options.files = {"a.jan"};
    loading.run();
    CHECK(loading.codes() == Codes{diagnostics::Code::S4001});
    CHECK(loading.loaded.modules[0].imports[0].module == -1);
}

TEST_CASE("a circle of imports is reported once and cut")
{
    Loading loading;
    loading.files.add("a.jan", "import b\n");
    loading.files.add("b.jan", "import c\n");
    loading.files.add("c.jan", "import b\n");
    loading.options.files = {"a.jan"};
    loading.run();
    CHECK(loading.codes() == Codes{diagnostics::Code::S4003});
    CHECK(loading.loaded.modules[2].imports[0].module == -1);
    CHECK(loading.loaded.modules[1].imports[0].module == 2);
}

TEST_CASE("modules that C++ could not tell apart are refused")
{
    Loading loading;
    loading.files.add("a-b.jan", "");
    loading.files.add("a_b.jan", "");
    loading.options.files = {"a-b.jan", "a_b.jan"};
    loading.run();
    CHECK(loading.codes() == Codes{diagnostics::Code::S0008});
}

TEST_CASE("named files that are missing, folders or no Janus are said to be")
{
    Loading loading;
    loading.files.add("folder.jan/x", "");
    loading.files.add("notes.txt", "");
    loading.options.files = {"missing.jan", "folder.jan", "notes.txt"};
    loading.run();
    REQUIRE(loading.loaded.unreadable.size() == 3);
    CHECK(loading.loaded.unreadable[0].find("there is no file") != std::string::npos);
    CHECK(loading.loaded.unreadable[1].find("is a folder") != std::string::npos);
    CHECK(loading.loaded.unreadable[2].find(".jan") != std::string::npos);
}
