#include "syntax/builder.hpp"

#include <charconv>

namespace janus::syntax {

using ast::DeclKind;
using diagnostics::Code;
using K = NodeKind;
using T = TokenKind;

namespace {

ast::HookKind hook_kind(TokenKind kind)
{
    switch (kind) {
    case T::word_on_start:
        return ast::HookKind::on_start;
    case T::word_on_stop:
        return ast::HookKind::on_stop;
    case T::word_on_crash:
        return ast::HookKind::on_crash;
    case T::word_on_activate:
        return ast::HookKind::on_activate;
    case T::word_on_deactivate:
        return ast::HookKind::on_deactivate;
    case T::word_on_migrate:
        return ast::HookKind::on_migrate;
    case T::word_on_down:
        return ast::HookKind::on_down;
    case T::word_on_reminder:
        return ast::HookKind::on_reminder;
    default:
        return ast::HookKind::init;
    }
}

std::uint64_t revision(std::string_view digits)
{
    std::uint64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

} // namespace

ast::Decl* Builder::actor(NodeView node)
{
    auto* const result = arena_.make<ast::Actor>();
    result->kind = DeclKind::actor;
    result->span = span(node);
    result->grain = is(node.first(), T::word_grain);
    result->brace = is(node.last() - 1, T::brace_close);
    result->shared_end = static_cast<bool>(node.find(K::shared_end));
    std::vector<ast::Clause> clauses;
    std::vector<ast::ActorMember> members;
    std::vector<ast::Stmt*> after; // not yet after_actor_: blocks in it would take it
    bool receive_seen = false;
    for (NodeView const child : node) {
        switch (child.kind()) {
        case K::name:
            result->name = name(child);
            break;
        case K::generics:
            result->generics = generics(child);
            break;
        case K::parameters:
            result->parameters = parameters(child);
            result->has_parameters = true;
            break;
        case K::actor_clause: {
            auto const word =
                kind(is(child.first(), T::newline) ? child.first() + 1 : child.first());
            auto const kind = word == T::word_implements ? ast::ClauseKind::implements
                              : word == T::word_does     ? ast::ClauseKind::does
                                                         : ast::ClauseKind::with;
            clauses.push_back({kind, types_in(child)});
            break;
        }
        case K::receive:
        case K::actor_member:
            // Behind a `receive` that closed the actor, this belongs to the file.
            if (receive_seen && result->shared_end) {
                NodeView inner = child;
                if (child.kind() == K::actor_member) {
                    for (NodeView const part : child) {
                        inner = part;
                    }
                }
                after.push_back(statement(inner));
                break;
            }
            receive_seen = receive_seen || child.kind() == K::receive;
            members.push_back(actor_member(child));
            result->span.end =
                receive_seen && result->shared_end ? span(child).end : result->span.end;
            break;
        default:
            break;
        }
    }
    result->clauses = list(clauses);
    result->members = list(members);
    after_actor_.insert(after_actor_.end(), after.begin(), after.end());
    if (result->shared_end) {
        auto const end = result->span.end;
        report(Code::W0300, {file_.id(), end - 3, end},
               "this `end` closes the `receive` and its actor; usually each has its own");
    }
    return result;
}

ast::ActorMember Builder::actor_member(NodeView node)
{
    ast::ActorMember result;
    result.span = span(node);
    if (node.kind() == K::receive) {
        result.receive = receive(node);
        return result;
    }
    for (NodeView const child : node) {
        switch (child.kind()) {
        case K::annotation:
        case K::directive:
            break;
        case K::hook:
            result.hook = hook(child);
            result.hook->annotations = annotations(node);
            break;
        case K::migrate:
            result.migrate = arena_.make<ast::Migrate>();
            result.migrate->span = span(child);
            result.migrate->from = revision(text(child.first() + 2));
            result.migrate->to = revision(text(child.first() + 4));
            result.migrate->body = block(child.front());
            break;
        case K::declaration: {
            result.function = method(child);
            require_body(*result.function);
            result.function->annotations = joined(annotations(node), result.function->annotations);
            break;
        }
        default:
            result.state = arena_.make<ast::StateField>();
            result.state->annotations = annotations(node);
            result.state->statement = statement(child);
            break;
        }
    }
    return result;
}

ast::Hook* Builder::hook(NodeView node)
{
    auto* const result = arena_.make<ast::Hook>();
    result->span = span(node);
    result->name = name(node.first());
    result->kind = hook_kind(kind(node.first()));
    if (auto const written = node.find(K::parameters)) {
        result->parameters = parameters(written);
    }
    result->body = block(node.find(K::block));
    return result;
}

ast::Decl* Builder::supervisor(NodeView node)
{
    auto* const result = arena_.make<ast::Supervisor>();
    result->kind = DeclKind::supervisor;
    result->span = span(node);
    std::vector<ast::Option> header;
    std::vector<ast::SupervisorMember> members;
    // Options before the body are separated by commas on the head's line.
    std::uint32_t body = node.first();
    while (!is(body, T::keyword_do) && !is(body, T::brace_open)) {
        ++body;
    }
    for (NodeView const child : node) {
        ast::SupervisorMember member;
        switch (child.kind()) {
        case K::name:
            result->name = name(child);
            continue;
        case K::parameters:
            result->parameters = parameters(child);
            continue;
        case K::option:
            if (child.first() < body) {
                header.push_back(*option(child));
                continue;
            }
            member.option = option(child);
            break;
        case K::child:
            member.child = this->child(child);
            break;
        case K::declaration:
            member.function = method(child);
            require_body(*member.function);
            break;
        default:
            continue;
        }
        members.push_back(member);
    }
    result->header_options = list(header);
    result->members = list(members);
    return result;
}

ast::Option* Builder::option(NodeView node)
{
    auto* const result = arena_.make<ast::Option>();
    result->span = span(node);
    auto const parts = node.children();
    result->name = name(parts[0]);
    result->value =
        parts[1].kind() == K::expression ? expression(parts[1]) : name_expression(parts[1].first());
    return result;
}

ast::Child* Builder::child(NodeView node)
{
    auto* const result = arena_.make<ast::Child>();
    result->span = span(node);
    std::vector<ast::Option> options;
    std::vector<ast::Argument> elements;
    for (NodeView const part : node) {
        switch (part.kind()) {
        case K::path:
            result->path = path(part.first(), part.last());
            break;
        case K::generic_arguments:
            result->generics = types_in(part);
            break;
        case K::call:
            result->arguments = arguments(part);
            result->has_arguments = true;
            break;
        case K::option:
            options.push_back(*option(part));
            break;
        case K::type: {
            result->rfc_form = true;
            auto const* const named = ast::get_if<ast::NamedType>(type(part));
            if (named != nullptr) {
                result->path = named->path;
                result->generics = named->arguments;
            } else {
                report(Code::P0004, span(part), "expected the name of an actor");
            }
            break;
        }
        case K::expression: {
            // child(T, [a, b]): the arguments come as a list.
            auto* const value = expression(part);
            result->has_arguments = true;
            if (value->kind != ast::ExprKind::array) {
                elements.push_back({{}, value, nullptr, false});
                break;
            }
            for (auto* const element : static_cast<ast::Many const*>(value)->elements) {
                elements.push_back({{}, element, nullptr, false});
            }
            break;
        }
        case K::block:
            report(Code::P0010, span(part), "a child specification takes no block");
            break;
        default:
            break;
        }
    }
    if (result->rfc_form) {
        result->arguments = list(elements);
    }
    result->options = list(options);
    return result;
}

} // namespace janus::syntax
