#include "ingest/mapping/templates.h"

#include <algorithm>
#include <array>
#include <fmt/core.h>

#include "base/text.h"
#include "ingest/cell.h"
#include "ingest/party_id.h"

namespace cuibono::ingest {
namespace {

using base::ErrorKind;
using base::fail;

constexpr std::array<std::string_view, 10> kFilters{"party_id", "compact", "digits", "lower", "upper", "date", "month", "time", "amount", "duration"};

std::vector<std::string> lowered(const std::vector<std::string>& words) {
  std::vector<std::string> lower;
  for (const auto& word : words) lower.push_back(base::to_lower(word));
  return lower;
}

template <class Keep>
std::string only(std::string_view text, Keep keep) {
  std::string kept;
  for (const char c : text)
    if (keep(c)) kept += c;
  return kept;
}

Value<std::string> date_text(std::string_view text, Filter filter, const ValueRules& rules) {
  auto moment = parse_moment(text, rules);
  if (!moment) return tl::unexpected(moment.error());
  if (filter == Filter::Time) return moment_text(*moment, rules);
  if (filter == Filter::Month) moment->date.day = 0;
  return base::format_date(moment->date);
}

Value<std::string> filtered(std::string text, Filter filter, const ValueRules& rules) {
  switch (filter) {
    case Filter::PartyId: return party_id(text);
    case Filter::Compact: return only(plain_text(text), [](char c) { return c != ' ' && c != '\t' && c != '\n' && c != '\r'; });
    case Filter::Digits: return only(plain_text(text), [](char c) { return c >= '0' && c <= '9'; });
    case Filter::Lower: return base::to_lower(text);
    case Filter::Upper: std::ranges::transform(text, text.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }); return text;
    case Filter::Date:
    case Filter::Month:
    case Filter::Time: return date_text(text, filter, rules);
    case Filter::Amount: return parse_amount(text, rules).map([](const Amount& amount) { return base::format_money(amount.money); });
    case Filter::Duration: return parse_duration(text).map([](std::int64_t seconds) { return std::to_string(seconds); });
  }
  return text;
}

std::string named(std::string_view name) { return std::string(base::to_lower(base::trim(name))); }

bool is_one_of(const std::vector<std::string>& words, const std::string& text) { return std::ranges::find(words, text) != words.end(); }
bool has_one_of(const std::vector<std::string>& words, const std::string& text) {
  return std::ranges::any_of(words, [&](const std::string& word) { return text.find(word) != text.npos; });
}

} // namespace

base::Result<PlaceNames> PlaceNames::of(const DraftTable& sheet, const Mapping& mapping, std::string_view file) {
  PlaceNames names;
  names.mapping_ = mapping.name;
  names.sheet_ = sheet.sheet.empty() ? std::string(file) : fmt::format("{} sheet {}", file, sheet.sheet);
  for (std::size_t i = 0; i < sheet.columns.size(); ++i) names.columns_.emplace(named(sheet.columns[i]), i);
  names.fixed_ = {{"file", std::string(file)}, {"sheet", sheet.sheet}};
  std::map<std::string, std::size_t, std::less<>> own;
  for (const auto& column : mapping.columns) {
    const auto header = std::ranges::find_if(column.headers, [&](const std::string& text) { return names.columns_.contains(named(text)); });
    if (header != column.headers.end()) own[named(column.name)] = names.columns_.at(named(*header));
    else if (column.optional) names.fixed_.emplace(named(column.name), std::string());
    else
      return fail(ErrorKind::Input, fmt::format("the mapping {} needs a column {}, which is not there", in_quotes(mapping.name),
                                                in_quotes(base::join(column.headers, " or "))),
                  names.sheet_, "see the plan with --dry-run, or get a mapping for this file with `cuibono mapping FILE`");
  }
  for (const auto& [name, column] : own) names.columns_[name] = column;
  for (const auto& [name, text] : mapping.constants) names.fixed_[named(name)] = text;
  return names;
}

base::Result<Piece> PlaceNames::place(std::string_view inside, const Template& text) const {
  Piece piece{{}, kFixed, {}, true};
  const auto bar = inside.find('|');
  const auto name = named(inside.substr(0, bar));
  // What the mapping says goes before a header of the same name.
  if (const auto column = columns_.find(name); name == "row") piece.column = kRow;
  else if (const auto fixed = fixed_.find(name); fixed != fixed_.end() && !(fixed->second.empty() && column != columns_.end())) piece.text = fixed->second;
  else if (column != columns_.end()) piece.column = column->second;
  else
    return fail(ErrorKind::Input, fmt::format("the mapping {} names {} in {}, which is no column, constant or field of the preamble", in_quotes(mapping_),
                                              in_quotes(name), in_quotes(text)),
                sheet_, "correct the mapping; a column that may be missing is listed in `columns` with a ? after its name");
  for (auto rest = bar == inside.npos ? std::string_view() : inside.substr(bar + 1); !rest.empty();) {
    const auto end = std::min(rest.find('|'), rest.size());
    const auto filter = std::ranges::find(kFilters, base::trim(rest.substr(0, end)));
    if (filter == kFilters.end())
      return fail(ErrorKind::Input, fmt::format("the mapping {} has the filter {}, which does not exist", in_quotes(mapping_), in_quotes(rest.substr(0, end))),
                  sheet_, "the filters are " + base::join({kFilters.begin(), kFilters.end()}, ", "));
    piece.filters.push_back(static_cast<Filter>(filter - kFilters.begin()));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return piece;
}

base::Result<Bound> PlaceNames::bind(const Template& text) const {
  Bound bound;
  std::string_view rest = text;
  while (!rest.empty()) {
    const auto open = std::min(rest.find('{'), rest.size());
    if (open > 0) bound.push_back({std::string(rest.substr(0, open)), kFixed, {}, false});
    rest.remove_prefix(open);
    if (rest.empty()) break;
    const auto close = rest.find('}');
    if (close == rest.npos)
      return fail(ErrorKind::Input, fmt::format("the mapping {} opens a brace in {} and does not close it", in_quotes(mapping_), in_quotes(text)), sheet_,
                  "correct the mapping");
    auto piece = place(rest.substr(1, close - 1), text);
    if (!piece) return tl::unexpected(piece.error());
    bound.push_back(std::move(*piece));
    rest.remove_prefix(close + 1);
  }
  return bound;
}

base::Result<BoundValue> PlaceNames::bind(const FieldValue& value) const {
  BoundValue bound;
  const auto into = [&](const Template& text, Bound& target) -> base::Result<void> {
    return bind(text).map([&](Bound&& done) { target = std::move(done); });
  };
  for (const auto& text : value.templates)
    if (auto done = into(text, bound.templates.emplace_back()); !done) return tl::unexpected(done.error());
  if (auto done = into(value.of, bound.of); !done) return tl::unexpected(done.error());
  if (auto done = into(value.otherwise, bound.otherwise); !done) return tl::unexpected(done.error());
  for (const auto& rule : value.rules) {
    bound.rules.push_back({lowered(rule.words), {}});
    if (auto done = into(rule.then, bound.rules.back().then); !done) return tl::unexpected(done.error());
  }
  return bound;
}

base::Result<std::vector<BoundCondition>> PlaceNames::bind(const std::vector<Condition>& conditions) const {
  std::vector<BoundCondition> all;
  for (const auto& condition : conditions) {
    auto value = bind(condition.value);
    if (!value) return tl::unexpected(value.error());
    all.push_back({std::move(*value), lowered(condition.is), lowered(condition.contains), condition.filled, condition.negated});
  }
  return all;
}

Value<std::string> fill(const Bound& bound, const SheetRow& row, const ValueRules& rules) {
  std::string text;
  for (const auto& piece : bound) {
    if (!piece.is_place) {
      text += piece.text;
      continue;
    }
    std::string part = piece.column == kFixed ? piece.text : piece.column == kRow ? std::to_string(row.number) : std::string(base::trim(row.cells[piece.column]));
    for (const auto filter : piece.filters) {
      if (part.empty()) break;
      auto read = filtered(std::move(part), filter, rules);
      if (!read) return read;
      part = std::move(*read);
    }
    if (part.empty()) return std::string();
    text += part;
  }
  return text;
}

Value<std::string> fill(const BoundValue& value, const SheetRow& row, const ValueRules& rules) {
  for (const auto& bound : value.templates)
    if (auto text = fill(bound, row, rules); !text || !text->empty()) return text;
  if (value.rules.empty()) return std::string();
  const auto of = fill(value.of, row, rules);
  if (!of) return of;
  const auto lower = base::to_lower(*of);
  for (const auto& rule : value.rules)
    if (has_one_of(rule.words, lower)) return fill(rule.then, row, rules);
  return fill(value.otherwise, row, rules);
}

Value<bool> holds(const BoundCondition& condition, const SheetRow& row, const ValueRules& rules) {
  const auto text = fill(condition.value, row, rules);
  if (!text) return tl::unexpected(text.error());
  const auto lower = base::to_lower(base::trim(*text));
  const bool all = (condition.is.empty() || is_one_of(condition.is, lower)) && (condition.contains.empty() || has_one_of(condition.contains, lower)) &&
                   (!condition.filled || *condition.filled != lower.empty());
  return all != condition.negated;
}

} // namespace cuibono::ingest
