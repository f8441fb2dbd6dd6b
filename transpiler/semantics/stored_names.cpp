#include "semantics/stored_names.hpp"

#include "semantics/declarations.hpp"

#include <map>
#include <string>

namespace janus::semantics {

namespace {

constexpr std::uint32_t largest_tag = 0x1FFF'FFFF;

/// The runtime's codec reckons the same.
std::uint32_t tag_of(StoredName const& one)
{
    std::string_view const key = one.stored_as.empty() ? one.name : one.stored_as;
    if (key.starts_with('#'))
        return static_cast<std::uint32_t>(std::stoul(std::string(key.substr(1))));
    std::uint32_t hash = 2166136261u;
    for (char const byte : key)
        hash = (hash ^ static_cast<unsigned char>(byte)) * 16777619u;
    std::uint32_t const tag = (hash ^ (hash >> 29)) & largest_tag;
    return tag == 0 ? 1 : tag;
}

std::string_view one_name(Environment& environment, ast::Annotation const& annotation)
{
    if (annotation.name.text == "was") {
        std::string_view const text = annotation_text(&annotation);
        if (!text.empty() && text[0] != '#')
            return text;
    } else if (annotation.arguments.size() == 1) {
        auto const* number = ast::get_if<ast::IntLiteral>(annotation.arguments[0].value);
        if (number && !number->high && number->low > 0 && number->low <= largest_tag)
            return environment.keep("#" + std::to_string(number->low));
    }
    bool const tag = annotation.name.text == "tag";
    environment.report(
        Diagnostic{Code::S2001, annotation.span,
                   "`@" + std::string(annotation.name.text) + "` is not understood"}
            .suggest(tag ? "write `@tag(7)`, a number up to " + std::to_string(largest_tag)
                         : "write `@was(\"old_name\")`"));
    return {};
}

} // namespace

std::string_view read_stored_name(Environment& environment, ast::List<ast::Annotation> annotations)
{
    std::string_view found;
    for (ast::Annotation const& annotation : annotations) {
        if (annotation.name.text != "was" && annotation.name.text != "tag")
            continue;
        if (!found.empty())
            environment.report(
                Diagnostic{Code::S2001, annotation.span, "this already has a stored name"}.suggest(
                    "keep the one it was stored under first"));
        else
            found = one_name(environment, annotation);
    }
    return found;
}

void check_stored_names(Environment& environment, std::vector<StoredName> const& names)
{
    std::map<std::uint32_t, StoredName const*> taken;
    for (StoredName const& one : names) {
        auto const [entry, fresh] = taken.emplace(tag_of(one), &one);
        if (fresh || entry->second->name == one.name)
            continue;
        environment.report(Diagnostic{Code::S0008, one.span,
                                      "`" + std::string(one.name) +
                                          "` is stored under the same tag as `" +
                                          std::string(entry->second->name) + "`"}
                               .at(entry->second->span, "the other one")
                               .suggest("give one of them another tag: `@tag(n)`"));
    }
}

} // namespace janus::semantics
