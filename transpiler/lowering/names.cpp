#include "lowering/names.hpp"

#include "lowering/c_global_names.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <cctype>
#include <span>

namespace janus::lowering {
namespace {

constexpr std::array<std::string_view, 119> owned_names{
    // C++
    "alignas",
    "alignof",
    "and",
    "and_eq",
    "asm",
    "auto",
    "bitand",
    "bitor",
    "bool",
    "break",
    "case",
    "catch",
    "char",
    "char16_t",
    "char32_t",
    "char8_t",
    "class",
    "co_await",
    "co_return",
    "co_yield",
    "compl",
    "concept",
    "const",
    "const_cast",
    "consteval",
    "constexpr",
    "constinit",
    "continue",
    "decltype",
    "default",
    "delete",
    "do",
    "double",
    "dynamic_cast",
    "else",
    "enum",
    "explicit",
    "export",
    "extern",
    "false",
    "final",
    "float",
    "for",
    "friend",
    "goto",
    "if",
    "inline",
    "int",
    "long",
    "module",
    "mutable",
    "namespace",
    "new",
    "noexcept",
    "not",
    "not_eq",
    "nullptr",
    "operator",
    "or",
    "or_eq",
    "override",
    "private",
    "protected",
    "public",
    "register",
    "reinterpret_cast",
    "requires",
    "return",
    "short",
    "signed",
    "sizeof",
    "static",
    "static_assert",
    "static_cast",
    "struct",
    "switch",
    "template",
    "this",
    "thread_local",
    "throw",
    "true",
    "try",
    "typedef",
    "typeid",
    "typename",
    "union",
    "unsigned",
    "using",
    "virtual",
    "void",
    "volatile",
    "wchar_t",
    "while",
    "xor",
    "xor_eq",
    "import",
    // the libraries, and the program's own entry
    "main",
    "std",
    "janus",
    "boost",
    "fmt",
    // macros
    "unix",
    "linux",
    "i386",
    "errno",
    "EOF",
    "NULL",
    "assert",
    "NAN",
    "INFINITY",
    "BUFSIZ",
    "stdin",
    "stdout",
    "stderr",
    "RAND_MAX",
    "EXIT_SUCCESS",
    "EXIT_FAILURE",
};

constexpr auto sorted_names = [] {
    auto names = owned_names;
    std::sort(names.begin(), names.end());
    return names;
}();

/// Most names of a program are in no list, which their length, first and last character tell.
class SortedNames {
public:
    explicit SortedNames(std::span<std::string_view const> names) : names_(names)
    {
        for (std::string_view const name : names)
            known_.set(trait_of(name));
    }

    [[nodiscard]] bool contains(std::string_view name) const
    {
        return known_.test(trait_of(name)) &&
               std::binary_search(names_.begin(), names_.end(), name);
    }

private:
    static constexpr std::size_t traits = std::size_t{1} << 16;

    static std::size_t trait_of(std::string_view name)
    {
        if (name.empty())
            return 0;
        auto const first = static_cast<unsigned char>(name.front());
        auto const last = static_cast<unsigned char>(name.back());
        return (name.size() * 8192 + first * 64U + last) % traits;
    }

    std::span<std::string_view const> names_;
    std::bitset<traits> known_;
};

bool is_owned(std::string_view name)
{
    static SortedNames const names{sorted_names};
    return names.contains(name);
}

bool is_reserved(std::string_view name)
{
    bool const leading =
        name.size() > 1 && name[0] == '_' && std::isupper(static_cast<unsigned char>(name[1])) != 0;
    return leading || name.find("__") != std::string_view::npos;
}

/// Macros of the C headers that generated code sees look like INT8_MAX.
bool is_c_macro(std::string_view name)
{
    static SortedNames const names{c_macro_names()};
    return names.contains(name);
}

std::string spell_segment(std::string_view segment)
{
    std::string spelled;
    for (char const c : segment) {
        bool const fine = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
        spelled += fine ? c : '_';
    }
    if (spelled.empty() || std::isdigit(static_cast<unsigned char>(spelled[0])) != 0)
        spelled = "m" + spelled;
    spelled = spell_name(spelled);
    bool const global =
        std::binary_search(c_global_names().begin(), c_global_names().end(), spelled);
    return global ? spelled + "_" : spelled;
}

} // namespace

std::string spell_name(std::string_view name)
{
    std::string spelled(name);
    if (is_reserved(name)) {
        for (std::size_t at = spelled.find("__"); at != std::string::npos; at = spelled.find("__"))
            spelled.replace(at, 2, "_");
        if (spelled.starts_with('_'))
            spelled.erase(0, 1);
        return spell_name("u_" + spelled);
    }
    return is_owned(name) || is_c_macro(name) ? spelled + "_" : spelled;
}

std::string spell_namespace(std::string_view module_path)
{
    // What is specialised inside of `janus` would see these instead of the module's.
    constexpr std::array<std::string_view, 4> runtime{"detail", "log", "waiting", "wrapping"};
    std::string spelled;
    while (!module_path.empty()) {
        std::size_t const slash = module_path.find_first_of("/.");
        std::string segment = spell_segment(module_path.substr(0, slash));
        if (spelled.empty() && std::count(runtime.begin(), runtime.end(), segment) != 0)
            segment += '_';
        spelled += (spelled.empty() ? "" : "::") + segment;
        if (slash == std::string_view::npos)
            break;
        module_path.remove_prefix(slash + 1);
    }
    return spelled;
}

std::string snake_case(std::string_view name)
{
    std::string spelled;
    for (std::size_t i = 0; i < name.size(); ++i) {
        auto const c = static_cast<unsigned char>(name[i]);
        if (std::isupper(c) != 0) {
            bool const inner = i > 0 && std::isupper(static_cast<unsigned char>(name[i - 1])) == 0;
            if (inner && name[i - 1] != '_')
                spelled += '_';
            spelled += static_cast<char>(std::tolower(c));
        } else if (std::isalnum(c) != 0 || c == '_') {
            spelled += name[i];
        } else {
            break;
        }
    }
    return spell_name(spelled.empty() ? "value" : spelled);
}

void LocalNames::close()
{
    for (std::size_t at = scopes_.back(); at < taken_.size(); ++at)
        taken_[at]->open = false;
    scopes_.pop_back();
}

bool LocalNames::is_taken(std::string const& name) const
{
    auto const found = uses_.find(name);
    return (found != uses_.end() && found->second.open) ||
           std::any_of(around_.begin(), around_.end(),
                       [&](auto const* names) { return names->contains(name); });
}

std::string LocalNames::take(std::string_view name)
{
    return take_unless_taken_since(taken_.size(), name);
}

std::string LocalNames::make_in_front(std::string_view hint)
{
    return take_unless_taken_since(scopes_.back(), hint);
}

std::string LocalNames::take_unless_taken_since(std::size_t first, std::string_view name)
{
    std::string const plain = spell_name(name);
    std::string spelled = plain;
    // `delete_` must not become `delete__2`.
    std::string_view const plain_view = plain;
    std::string_view const stem =
        plain.ends_with('_') ? plain_view.substr(0, plain.size() - 1) : plain_view;
    auto const unwanted = [&] {
        auto const found = uses_.find(spelled);
        return found != uses_.end() && found->second.latest >= first;
    };
    for (int number = 2; is_taken(spelled) || unwanted(); ++number)
        spelled.assign(stem).append("_").append(std::to_string(number));
    Use& use = uses_[spelled];
    use = {true, taken_.size()};
    taken_.push_back(&use);
    return spelled;
}

} // namespace janus::lowering
