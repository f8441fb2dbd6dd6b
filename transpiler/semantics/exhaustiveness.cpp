#include "semantics/exhaustiveness.hpp"

#include "semantics/pattern_constructors.hpp"

#include <algorithm>
#include <utility>

namespace janus::semantics {

namespace {

constexpr std::size_t shown_witnesses = 5;
/// Deciding is exponential in the worst case. Past this many steps a match counts as incomplete
/// and its arms as reachable; a thousand arms of literals need a few thousand.
constexpr int step_limit = 20'000;

using Row = std::vector<Pattern const*>;
/// Texts of patterns, one for each column.
using Witness = std::vector<std::string>;

/// Leaves out the first pattern and puts others in its place.
Row replace_first(Row const& row, Row first)
{
    first.insert(first.end(), row.begin() + 1, row.end());
    return first;
}

/// A row for every alternative of an `a | b` in the first column.
void expand(Row const& row, std::vector<Row>& rows)
{
    Pattern const* first = essence(row[0]);
    if (!first || first->kind != PatternKind::either) {
        rows.push_back(replace_first(row, {first}));
        return;
    }
    for (Pattern const* alternative : as<ManyPattern>(*first).elements)
        expand(replace_first(row, {alternative}), rows);
}

class Search {
public:
    explicit Search(TypeRef scrutinee) : scrutinee_(scrutinee) {}

    /// Values that match `wanted` and none of `rows`; at most `limit`. Empty: not useful.
    std::vector<Witness> run(std::vector<Row> const& rows, Row const& wanted, std::size_t limit)
    {
        first_type_ = scrutinee_;
        return find(rows, wanted, limit);
    }

private:
    std::vector<Witness> find(std::vector<Row> const& rows, Row const& wanted, std::size_t limit);
    std::vector<Witness> find_for(Pattern const* first, std::vector<Row> const& rows,
                                  Row const& wanted, std::size_t limit);
    std::vector<Witness> find_under(Constructor const& constructor, TypeRef type,
                                    std::vector<Row> const& rows, Row const& wanted,
                                    std::size_t limit);

    TypeRef scrutinee_;
    TypeRef first_type_ = nullptr; // of the very first column, split even where all is `_`
    int steps_ = 0;
};

void add(std::vector<Witness>& found, std::vector<Witness> more, std::size_t limit)
{
    for (Witness& witness : more) {
        if (found.size() >= limit)
            return;
        if (std::find(found.begin(), found.end(), witness) == found.end())
            found.push_back(std::move(witness));
    }
}

std::vector<Witness> Search::find(std::vector<Row> const& rows, Row const& wanted,
                                  std::size_t limit)
{
    if (wanted.empty())
        return rows.empty() ? std::vector<Witness>{Witness{}} : std::vector<Witness>{};
    if (++steps_ > step_limit)
        return {Witness(wanted.size(), "_")};
    std::vector<Row> expanded;
    for (Row const& row : rows)
        expand(row, expanded);
    std::vector<Row> alternatives;
    expand(wanted, alternatives);
    std::vector<Witness> found;
    for (Row const& alternative : alternatives)
        add(found, find_for(alternative[0], expanded, alternative, limit), limit);
    return found;
}

/// As `find`, with the first column free of alternatives.
std::vector<Witness> Search::find_for(Pattern const* first, std::vector<Row> const& rows,
                                      Row const& wanted, std::size_t limit)
{
    std::vector<Pattern const*> column;
    if (first)
        column.push_back(first);
    for (Row const& row : rows) {
        if (row[0])
            column.push_back(row[0]);
    }
    TypeRef type = std::exchange(first_type_, nullptr);
    if (!type && !column.empty())
        type = column[0]->type;
    std::vector<Constructor> constructors;
    if (type)
        constructors = split(type, column);
    else
        constructors = {{.kind = Constructor::Kind::other}};

    std::vector<Witness> found;
    for (Constructor const& constructor : constructors) {
        if (found.size() >= limit)
            break;
        if (!first || covers(*first, constructor))
            add(found, find_under(constructor, type, rows, wanted, limit), limit);
    }
    return found;
}

/// As `find`, for values whose first column was built by `constructor`.
std::vector<Witness> Search::find_under(Constructor const& constructor, TypeRef type,
                                        std::vector<Row> const& rows, Row const& wanted,
                                        std::size_t limit)
{
    auto specialise = [&](Row const& row) {
        return replace_first(row, row[0] ? parts(*row[0], constructor)
                                         : Row(constructor.arity, nullptr));
    };
    std::vector<Row> remaining;
    for (Row const& row : rows) {
        if (!row[0] || covers(*row[0], constructor))
            remaining.push_back(specialise(row));
    }
    std::vector<Witness> found = find(remaining, specialise(wanted), limit);
    for (Witness& witness : found) {
        auto end = witness.begin() + static_cast<std::ptrdiff_t>(constructor.arity);
        std::string text = pattern_text(type, constructor, {witness.begin(), end});
        witness.erase(witness.begin(), end);
        witness.insert(witness.begin(), std::move(text));
    }
    return found;
}

/// Whether the pattern takes every value of its case; null if it is of another form.
Case const* whole_case(Pattern const* pattern)
{
    if (!pattern || pattern->kind != PatternKind::case_)
        return nullptr;
    auto const& made = as<CasePattern>(*pattern);
    bool const whole = std::all_of(made.elements.begin(), made.elements.end(),
                                   [](Pattern const* element) { return !essence(element); });
    return whole ? made.case_ : nullptr;
}

/// Most matches are simple, and the search is not needed to see that nothing hides an arm: it
/// takes a case of which no arm before it takes anything.
bool clearly_reached(std::vector<Row> const& before, Pattern const* pattern)
{
    Pattern const* const wanted = essence(pattern);
    Case const* const case_ = whole_case(wanted);
    if (!case_)
        return !wanted && before.empty();
    return std::all_of(before.begin(), before.end(), [&](Row const& row) {
        Pattern const* other = essence(row[0]);
        return other && other->kind == PatternKind::case_ && as<CasePattern>(*other).case_ != case_;
    });
}

/// ... or that they take everything: one of them does, or each case has an arm of its own.
bool clearly_complete(TypeRef scrutinee, std::vector<Row> const& rows)
{
    std::vector<Case const*> cases;
    for (Row const& row : rows) {
        Pattern const* pattern = essence(row[0]);
        if (!pattern)
            return true;
        if (Case const* case_ = whole_case(pattern);
            case_ && std::find(cases.begin(), cases.end(), case_) == cases.end())
            cases.push_back(case_);
    }
    TypeRef const type = matched_type(scrutinee);
    return type->kind == TypeKind::variants && type->variants->kind != VariantsKind::flags &&
           cases.size() == type->variants->cases.size();
}

} // namespace

Coverage check_coverage(TypeRef scrutinee, std::vector<ArmPattern> const& arms)
{
    Coverage coverage;
    std::vector<Row> certain;
    Search reachability{scrutinee};
    for (std::size_t i = 0; i < arms.size(); ++i) {
        Row row{arms[i].pattern};
        if (!clearly_reached(certain, row[0]) && reachability.run(certain, row, 1).empty())
            coverage.unreachable.push_back(i);
        if (!arms[i].has_guard && !is_opaque(*arms[i].pattern))
            certain.push_back(std::move(row));
    }
    if (clearly_complete(scrutinee, certain))
        return coverage;
    auto missing = Search{scrutinee}.run(certain, {nullptr}, shown_witnesses + 1);
    for (Witness const& witness : missing)
        coverage.missing.push_back(witness[0]);
    if (coverage.missing.size() > shown_witnesses)
        coverage.missing.back() = "…";
    return coverage;
}

} // namespace janus::semantics
