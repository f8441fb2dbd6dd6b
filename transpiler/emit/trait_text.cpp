#include "emit/trait_text.hpp"

#include "emit/declaration_text.hpp"

namespace janus::emit {

namespace cpp = lowering::cpp;

namespace {

std::string arguments_text(cpp::Function const& method, std::string first)
{
    for (cpp::Parameter const& parameter : method.parameters)
        first += (first.empty() ? "" : ", ") + parameter.name;
    return first;
}

/// `signature` followed by one statement.
std::string function_text(std::string signature, std::string const& indent,
                          std::string const& statement)
{
    return std::move(signature) + indent + "{\n" + indent + "    return " + statement + ";\n" +
           indent + "}\n";
}

/// Not called as the function is, which it would hide.
cpp::Function member_of(cpp::Function const& method)
{
    cpp::Function member = method;
    member.name += "_";
    return member;
}

} // namespace

std::string trait_text(cpp::DataType const& trait)
{
    std::string text = lines_text(trait.doc);
    text += "struct " + trait.name + " {\n    template <class " + trait.held +
            "> struct Of;\n\n    virtual ~" + trait.name + "() = default;\n";
    for (cpp::Function const& method : trait.methods) {
        cpp::Function member = member_of(method);
        member.result = "virtual " + member.result;
        member.suffix = " = 0";
        text += "    " + signature_text(member, false, ";", 4);
    }
    text += "};\n";
    for (cpp::Function const& method : trait.methods) {
        cpp::Function free = method;
        free.result = "inline " + free.result;
        free.parameters.insert(free.parameters.begin(),
                               {"janus::Dyn<" + trait.name + "> const&", "self", false});
        text +=
            "\n" + function_text(signature_text(free, true, "", 0), "",
                                 "self->" + method.name + "_(" + arguments_text(method, "") + ")");
    }
    return text;
}

std::string trait_object_text(cpp::DataType const& trait)
{
    std::string text = "template <class " + trait.held + "> struct " + trait.name +
                       "::Of final : " + trait.name + " {\n    explicit Of(std::shared_ptr<" +
                       trait.held + "> held) : object(std::move(held)) {}\n";
    for (cpp::Function const& method : trait.methods) {
        cpp::Function member = member_of(method);
        member.suffix = " override";
        text += function_text("    " + signature_text(member, false, "", 4), "    ",
                              method.name + "(" + arguments_text(method, "*object") + ")");
    }
    return text + "\n    std::shared_ptr<" + trait.held + "> object;\n};\n";
}

} // namespace janus::emit
