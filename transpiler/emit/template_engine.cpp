#include "emit/template_engine.hpp"

#include "emit/embedded_templates.hpp"

#include <stdexcept>

namespace janus::emit {
namespace {

class Renderer {
public:
    explicit Renderer(Fields const& fields) : fields_(fields), used_(fields.size(), false) {}

    std::string run(std::string_view text)
    {
        while (!text.empty()) {
            std::size_t const end = text.find('\n');
            bool const last = end == std::string_view::npos;
            add_line(last ? text : text.substr(0, end), !last);
            text = last ? std::string_view{} : text.substr(end + 1);
        }
        for (std::size_t i = 0; i < fields_.size(); ++i) {
            if (!used_[i])
                throw std::logic_error("template field not used: " + std::string(fields_[i].first));
        }
        return std::move(result_);
    }

private:
    std::string const& value(std::string_view name)
    {
        for (std::size_t i = 0; i < fields_.size(); ++i) {
            if (fields_[i].first == name) {
                used_[i] = true;
                return fields_[i].second;
            }
        }
        throw std::logic_error("template field not given: " + std::string(name));
    }

    void add_line(std::string_view line, bool with_end)
    {
        std::size_t const begin = line.find_first_not_of(' ');
        std::string_view const content =
            begin == std::string_view::npos ? line : line.substr(begin);
        if (content.starts_with("${") && content.find('}') == content.size() - 1) {
            add_lines(line.substr(0, begin), value(content.substr(2, content.size() - 3)));
            return;
        }
        add_inline(line);
        if (with_end)
            result_ += '\n';
    }

    void add_lines(std::string_view indentation, std::string_view text)
    {
        if (text.ends_with('\n'))
            text.remove_suffix(1);
        if (text.empty())
            return;
        for (;;) {
            std::size_t const end = text.find('\n');
            std::string_view const line = text.substr(0, end);
            // Preprocessor lines stay at the margin, empty lines stay empty.
            if (!line.empty())
                result_.append(indentation).append(line);
            result_ += '\n';
            if (end == std::string_view::npos)
                return;
            text.remove_prefix(end + 1);
        }
    }

    void add_inline(std::string_view line)
    {
        for (;;) {
            std::size_t const dollar = line.find('$');
            result_.append(line.substr(0, dollar));
            if (dollar == std::string_view::npos)
                return;
            line.remove_prefix(dollar + 1);
            if (line.starts_with('$')) {
                result_ += '$';
                line.remove_prefix(1);
                continue;
            }
            std::size_t const end = line.find('}');
            if (!line.starts_with('{') || end == std::string_view::npos)
                throw std::logic_error("template has a stray dollar");
            result_ += value(line.substr(1, end - 1));
            line.remove_prefix(end + 1);
        }
    }

    Fields const& fields_;
    std::vector<bool> used_;
    std::string result_;
};

} // namespace

std::string render_text(std::string_view text, Fields const& fields)
{
    return Renderer(fields).run(text);
}

std::string render(std::string_view name, Fields const& fields)
{
    std::string_view const text = embedded_template(name);
    if (text.data() == nullptr)
        throw std::logic_error("no template called " + std::string(name));
    try {
        return render_text(text, fields);
    } catch (std::logic_error const& problem) {
        throw std::logic_error(std::string(name) + ": " + problem.what());
    }
}

} // namespace janus::emit
