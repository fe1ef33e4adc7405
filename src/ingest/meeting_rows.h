#pragma once
// What happens when a row tells of something that the case, or an earlier row, has already: whether it contradicts, what it
// may fill in, and what stands whatever it says.

#include <algorithm>
#include <string>

#include "ingest/row_reader.h"
#include "ingest/row_text.h"
#include "model/masks.h"
#include "model/people.h"

namespace cuibono::ingest {

using model::Entity;
using model::Exhibit;

// A row that later knowledge may fill in, and how it looks while nothing is known.
inline bool may_be_filled(const Entity& row) { return row.kind == model::EntityKind::Unknown; }
inline bool may_be_filled(const Exhibit& row) { return !row.declared; }
template <class Row> bool may_be_filled(const Row&) { return false; }
template <class Row> Row blank() { return {}; }
template <> inline Exhibit blank<Exhibit>() {
  Exhibit undeclared;
  undeclared.declared = false;
  return undeclared;
}

// What a row already known keeps whatever a later row says.
inline void keep_standing(const Entity& has, Entity& says) {
  says.is_protected = says.is_protected || has.is_protected;
  if (has.pseudonym > 0) says.pseudonym = has.pseudonym;
}
inline void keep_standing(const Exhibit& has, Exhibit& says) { says.declared = says.declared || has.declared; }
template <class Row> void keep_standing(const Row&, Row&) {}

// Of somebody whose identity is sealed, the file's name is compared by its fingerprint, and what the file says of her
// identity stays out. Whether it did.
inline bool keep_sealed(const Entity& has, Entity& says, const std::string& case_id) {
  if (has.sealed.empty()) return false;
  const auto mask = model::mask_of(says.name, case_id);
  const bool is_same = says.name == has.name || says.name == has.key || std::ranges::count(has.masks, mask) > 0 ||
                       says.name == model::pseudonym_text(has.pseudonym);
  if (!is_same) return false;
  Entity kept = has;
  kept.kind = says.kind, kept.country = says.country, kept.sector = says.sector;
  kept.is_protected = says.is_protected, kept.pseudonym = says.pseudonym;
  says = std::move(kept);
  return true;
}

// Protection may always be added; it is never a contradiction.
inline bool may_always_change(std::string_view column) {
  return column == "protected" || column == "pseudonym" || column == "declared";
}

inline std::string attribute_that_differs(const model::Attributes& has, const model::Attributes& says, bool may_add) {
  for (const auto& [name, value] : says) {
    const auto own = std::ranges::find(has, name, &std::pair<std::string, std::string>::first);
    if (own == has.end() ? !may_add : own->second != value) return name;
  }
  return {};
}

// The first column in which `says` contradicts `has`, or empty.
template <class Row>
std::string contradicted_column(const Row& has, const Row& says) {
  const bool fills = may_be_filled(has);
  const auto own = field_texts(has), other = field_texts(says), nothing = field_texts(blank<Row>());
  for (std::size_t i = 0; i < own.size(); ++i) {
    if (own[i].text == other[i].text || may_always_change(own[i].column) || own[i].column == "attributes") continue;
    if (!fills || own[i].text != nothing[i].text) return own[i].column;
  }
  if constexpr (requires { has.attributes; }) return attribute_that_differs(has.attributes, says.attributes, fills);
  return {};
}

// Makes `says` what the case has, filled in where it has nothing; how many columns said otherwise.
template <class Row>
std::size_t yield_to(const Row& has, Row& says) {
  const auto own = field_texts(has), other = field_texts(says), nothing = field_texts(Row{});
  std::size_t different = 0;
  for (std::size_t i = 0; i < own.size(); ++i) {
    if (own[i].text == other[i].text || own[i].text == nothing[i].text || own[i].column == "aliases") continue;
    if (own[i].column == "attributes" || may_always_change(own[i].column)) continue;
    if (other[i].text != nothing[i].text) ++different; // a mention that says nothing of it does not differ
    model::fields(has, [&](std::string_view name, const auto& kept) {
      model::fields(says, [&](std::string_view its_name, auto& value) {
        if constexpr (std::is_same_v<decltype(value), std::remove_cvref_t<decltype(kept)>&>)
          if (name == own[i].column && its_name == name) value = kept;
      });
    });
  }
  for (const auto& [name, value] : has.attributes) set_attribute(says.attributes, name, value);
  return different;
}

// Of a mention: the case's own words stand, another spelling of the name is kept beside them.
inline std::size_t yield_as_mention(const Entity& has, Entity& says) {
  const auto name = says.name;
  for (const auto& alias : has.aliases)
    if (std::ranges::count(says.aliases, alias) == 0) says.aliases.push_back(alias);
  const auto different = yield_to(has, says);
  if (!name.empty() && name != says.name && std::ranges::count(says.aliases, name) == 0) says.aliases.push_back(name);
  return different;
}
template <class Row>
std::size_t yield_as_mention(const Row& has, Row& says) {
  if constexpr (requires { has.citations; has.attributes; }) {
    auto citations = has.citations;
    for (auto& citation : says.citations)
      if (std::ranges::count(has.citations, citation.exhibit, &model::Citation::exhibit) == 0) citations.push_back(citation);
    const auto different = yield_to(has, says);
    says.citations = std::move(citations);
    return different;
  } else {
    return 0;
  }
}

} // namespace cuibono::ingest
