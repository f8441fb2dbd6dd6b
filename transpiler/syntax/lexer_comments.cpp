#include "syntax/lexer_state.hpp"

#include <algorithm>

namespace janus::syntax {

using diagnostics::Code;

void Lexer::lex_line_comment(std::uint32_t marker_size)
{
    std::uint32_t const begin = at_;
    auto const line_end = std::min(text_.find('\n', at_), text_.size());
    at_ = static_cast<std::uint32_t>(line_end);
    auto line = text_.substr(begin, line_end - begin);
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t')) {
        line.remove_suffix(1);
    }
    auto form = ast::Comment::Form::line;
    bool const slashes = marker_size == 2;
    if (slashes && line.substr(0, 3) == "///" && line.substr(0, 4) != "////") {
        form = ast::Comment::Form::doc;
        marker_size = 3;
    } else if (slashes && line.substr(0, 3) == "//!") {
        form = ast::Comment::Form::module_doc;
        marker_size = 3;
    }
    bool const own_line = !code_on_line_;
    auto const end = begin + static_cast<std::uint32_t>(line.size());
    result_.comments.push_back({{file_.id(), begin, end},
                                line.substr(std::min<std::size_t>(marker_size, line.size())),
                                form,
                                own_line});
}

void Lexer::lex_block_comment()
{
    std::uint32_t const begin = at_;
    auto const closing = text_.find("*/", at_ + 2);
    if (closing == std::string_view::npos) {
        report(Code::L0006, begin, begin + 2, "comment is never closed with `*/`");
        at_ = static_cast<std::uint32_t>(text_.size());
        return;
    }
    at_ = static_cast<std::uint32_t>(closing) + 2;
    result_.comments.push_back({{file_.id(), begin, at_},
                                text_.substr(begin + 2, closing - begin - 2),
                                ast::Comment::Form::block,
                                !code_on_line_});
}

} // namespace janus::syntax
