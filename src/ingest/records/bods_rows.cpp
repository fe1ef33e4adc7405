#include "ingest/records/bods_rows.h"

#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <optional>

#include "base/text.h"
#include "ingest/cell.h"
#include "ingest/day_text.h"
#include "ingest/records/json_fields.h"
#include "ingest/records/shares.h"

namespace cuibono::ingest {
namespace {

using nlohmann::json;

const json& details_of(const BodsStatement& statement) { return *member(statement.content, "recordDetails"); }

std::string day_of(const json& statement) { return std::string(day_text(text_at(statement, "statementDate"))); }

// "GB-COH 06292597": the scheme's code or, failing that, its name.
std::string identifiers(const json& details) {
  std::vector<std::string> parts;
  for (const auto& each : list_at(details, "identifiers")) {
    const auto code = text_at(each, "scheme");
    parts.push_back((code.empty() ? text_at(each, "schemeName") : code) + " " + text_at(each, "id"));
    if (const auto uri = text_at(each, "uri"); !uri.empty()) parts.back() += " " + uri;
  }
  return join_parts(parts);
}

std::string place_name(const json& place) {
  const auto code = text_at(place, "code");
  return code.empty() ? text_at(place, "name") : code;
}

std::string address(const json& value) {
  std::vector<std::string> parts;
  for (const auto* name : {"address", "postCode"})
    if (auto text = text_at(value, name); !text.empty()) parts.push_back(std::move(text));
  if (const auto* country = member(value, "country")) parts.push_back(text_at(*country, "name"));
  const auto type = text_at(value, "type"), whole = base::join(parts, ", ");
  return type.empty() || whole.empty() ? whole : type + ": " + whole;
}

template <class Write>
std::string joined(const json& details, std::string_view list, Write write) {
  std::vector<std::string> parts;
  for (const auto& each : list_at(details, list)) parts.push_back(write(each));
  return join_parts(parts);
}

std::string full_name(const json& name) {
  if (auto full = text_at(name, "fullName"); !full.empty()) return full;
  std::vector<std::string> parts;
  for (const auto* part : {"givenName", "patronymicName", "familyName"})
    if (auto text = text_at(name, part); !text.empty()) parts.push_back(std::move(text));
  return base::join(parts, " ");
}

// The legal name, else the first, is the person's; the others are aliases.
void set_names(RowTable& row, const json& names) {
  std::vector<std::string> all;
  for (const auto& name : names) {
    auto full = full_name(name);
    if (full.empty() || std::ranges::find(all, full) != all.end()) continue;
    const bool first = text_at(name, "type") == "legal" && (all.empty() || text_at(names[0], "type") != "legal");
    all.insert(first ? all.begin() : all.end(), std::move(full));
  }
  if (all.empty()) return;
  row.set("name", all.front());
  all.erase(all.begin());
  row.set("aliases", join_parts(all));
}

std::string_view kind_of(const json& type) {
  const auto word = text_at(type, "type");
  if (word == "anonymousEntity" || word == "unknownEntity") return "unknown";
  return word == "arrangement" || text_at(type, "subtype") == "trust" ? "trust" : "company";
}

struct Interest {
  std::string_view word, tie;
};
// Interests that are a tie of their own name; every other is an `associate` that says which.
constexpr std::array<Interest, 8> kInterests{{{"shareholding", "owns"},
                                              {"appointmentOfBoard", "controls"},
                                              {"otherInfluenceOrControl", "controls"},
                                              {"controlViaCompanyRulesOrArticles", "controls"},
                                              {"controlByLegalFramework", "controls"},
                                              {"boardMember", "directs"},
                                              {"boardChair", "directs"},
                                              {"seniorManagingOfficial", "directs"}}};

std::optional<double> percent(const json& share, std::string_view name) {
  const auto* value = member(share, name);
  return value && value->is_number() ? std::optional(value->get<double>()) : std::nullopt;
}

// What is certain of a share: as it is, or the larger of its lower ends.
std::optional<double> least_share(const json& share) {
  if (const auto exact = percent(share, "exact")) return exact;
  const auto least = percent(share, "minimum"), above = percent(share, "exclusiveMinimum");
  return least && above ? std::max(*least, *above) : least ? least : above;
}

bool is_majority(const json& interest) {
  const auto* share = member(interest, "share");
  return share && least_share(*share).value_or(0) > 50;
}

} // namespace

// What a statement says beyond its record's details.
void BodsRows::add_common(const BodsStatement& statement) {
  const auto& said = statement.content;
  entities_.start_row(statement.number);
  entities_.set("id", as_id(text_at(said, "recordId")));
  entities_.set_attribute("statement", text_at(said, "statementId"));
  entities_.set_attribute("statement_date", text_at(said, "statementDate"));
  entities_.set_attribute("record_status", text_at(said, "recordStatus"));
  entities_.set_attribute("declaration", text_at(said, "declaration"));
  for (const auto* name : {"source", "annotations"}) entities_.set_attribute(name, text_at(said, name));
  entities_.set_attribute("publication", text_at(said, "publicationDetails"));
  const auto& details = details_of(statement);
  if (text_at(details, "isComponent") == "true") entities_.set_attribute("component", "yes");
  entities_.set_attribute("identifiers", identifiers(details));
  entities_.set_attribute("addresses", joined(details, "addresses", address));
}

void BodsRows::add_unspecified(const json& details) {
  entities_.set_attribute("unspecified_reason", text_at(details, "reason"));
  entities_.set_attribute("unspecified_description", text_at(details, "description"));
}

void BodsRows::add_entity(const BodsStatement& statement) {
  const auto& details = details_of(statement);
  const auto& type = *member(details, "entityType");
  add_common(statement);
  const auto kind = kind_of(type);
  if (text_at(type, "type") == "arrangement") arrangements_[as_id(text_at(statement.content, "recordId"))] = true;
  entities_.set("kind", std::string(kind));
  entities_.set("name", text_at(details, "name"));
  entities_.set("aliases", joined(details, "alternateNames", as_text));
  if (const auto* place = member(details, "jurisdiction")) {
    entities_.set("country", place_name(*place));
    entities_.set_attribute("jurisdiction", text_at(*place, "name"));
  }
  entities_.set_attribute("entity_type", text_at(type, "type"));
  entities_.set_attribute("entity_subtype", text_at(type, "subtype"));
  entities_.set_attribute("entity_details", text_at(type, "details"));
  entities_.set_attribute("founded", text_at(details, "foundingDate"));
  entities_.set_attribute("dissolved", text_at(details, "dissolutionDate"));
  entities_.set_attribute("uri", text_at(details, "uri"));
  entities_.set_attribute("public_listing", text_at(details, "publicListing"));
  entities_.set_attribute("formed_by_statute", text_at(details, "formedByStatute"));
  if (const auto* unspecified = member(details, "unspecifiedEntityDetails")) add_unspecified(*unspecified);
  if (kind == "unknown") ++counts_.unspecified;
}

void BodsRows::add_person(const BodsStatement& statement) {
  const auto& details = details_of(statement);
  const auto type = text_at(details, "personType");
  add_common(statement);
  entities_.set("kind", type == "knownPerson" ? "person" : "unknown");
  set_names(entities_, list_at(details, "names"));
  entities_.set("birth_date", text_at(details, "birthDate"));
  const auto& nationalities = list_at(details, "nationalities");
  if (!nationalities.empty()) entities_.set("country", place_name(nationalities[0]));
  if (nationalities.size() > 1) entities_.set_attribute("nationalities", joined(details, "nationalities", place_name));
  entities_.set_attribute("tax_residencies", joined(details, "taxResidencies", place_name));
  entities_.set_attribute("person_type", type);
  entities_.set_attribute("died", text_at(details, "deathDate"));
  if (const auto* place = member(details, "placeOfBirth")) entities_.set_attribute("place_of_birth", address(*place));
  if (const auto* exposure = member(details, "politicalExposure")) {
    entities_.set_attribute("political_exposure", as_text(*exposure));
    if (text_at(*exposure, "status") == "isPep") entities_.set("role", "official, politically exposed person");
  }
  if (const auto* unspecified = member(details, "unspecifiedPersonDetails")) add_unspecified(*unspecified);
  if (type != "knownPerson") ++counts_.unspecified;
}

// The id of that end of a relationship; a party that is only said to be unknown becomes an unknown of its own.
std::string BodsRows::party(const BodsStatement& statement, std::string_view side) {
  const auto& value = *member(details_of(statement), side);
  if (value.is_string()) return as_id(value.get<std::string>());
  auto id = fmt::format("unknown-{}-{}", side == "subject" ? "subject" : "party", as_id(text_at(statement.content, "recordId")));
  entities_.start_row(statement.number);
  entities_.set("id", id);
  entities_.set("kind", "unknown");
  entities_.set("name", side == "subject" ? "Unspecified subject" : "Unspecified interested party");
  add_unspecified(value);
  ++counts_.unspecified;
  return id;
}

// Of a subject that is itself no arrangement, nominees and nominators are told apart only by what they say of it.
void BodsRows::find_nominators() {
  for (const auto& statement : relationships_) {
    const auto& details = details_of(statement);
    const auto subject = as_id(text_at(details, "subject"));
    const auto& party = *member(details, "interestedParty");
    if (!party.is_string() || arrangements_.contains(subject)) continue;
    for (const auto& interest : list_at(details, "interests"))
      if (text_at(interest, "type") == "nominator") nominators_[subject].push_back(as_id(party.get<std::string>()));
  }
}

// May turn the ends round, as whoever acts is the source of `nominee_for`.
std::string BodsRows::tie_type(const json& interest, bool counts, Ends& ends) {
  const auto word = text_at(interest, "type");
  if (!counts) return "associate";
  if (word == "votingRights") {
    if (is_majority(interest) || text_at(interest, "beneficialOwnershipOrControl") == "true") return "controls";
    ++counts_.minority_votes;
    return "associate";
  }
  if (word == "nominee" || word == "nominator") {
    if (arrangements_.contains(ends.subject)) {
      if (word == "nominator") std::swap(ends.subject, ends.party);
      return "nominee_for";
    }
    const auto found = nominators_.find(ends.subject);
    const bool one = found != nominators_.end() && found->second.size() == 1;
    if (word == "nominee" && one) {
      ends.subject = found->second[0];
      return "nominee_for";
    }
    counts_.lone_nominees += word == "nominee";
    return "associate";
  }
  const auto* known = std::ranges::find(kInterests, word, &Interest::word);
  return known == kInterests.end() ? "associate" : std::string(known->tie);
}

void BodsRows::add_share(const json& share, bool is_owned) {
  const bool exact = percent(share, "exact").has_value();
  const auto least = least_share(share);
  if (is_owned && least) ties_.set("share", share_of_percent(*least));
  if (is_owned && exact) return;
  counts_.ranges += is_owned;
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kEnds{
      {{"exact", "share_exact"}, {"minimum", "share_minimum"}, {"maximum", "share_maximum"},
       {"exclusiveMinimum", "share_above"}, {"exclusiveMaximum", "share_below"}}};
  for (const auto& [name, attribute] : kEnds)
    if (const auto value = percent(share, name)) ties_.set_attribute(attribute, base::format_number(*value));
}

void BodsRows::add_tie(const BodsStatement& statement, const Ends& named, const json& interest, std::size_t index) {
  const auto& said = statement.content;
  const auto record = as_id(text_at(said, "recordId"));
  const bool indirect = text_at(interest, "directOrIndirect") == "indirect";
  const bool beside = indirect && !list_at(details_of(statement), "componentRecords").empty();
  counts_.beside_components += beside;
  counts_.without_components += indirect && !beside;
  Ends ends = named;
  const auto type = tie_type(interest, !beside, ends);
  ties_.start_row(statement.number);
  ties_.set("id", fmt::format("{}-{}", record, index));
  ties_.set("type", type);
  ties_.set("source", ends.party);
  ties_.set("target", ends.subject);
  ties_.set("locator", "statement " + text_at(said, "statementId"));
  ties_.set("from", text_at(interest, "startDate"));
  const auto end = text_at(interest, "endDate");
  const bool closed = text_at(said, "recordStatus") == "closed";
  ties_.set("to", end.empty() && closed ? day_of(said) : end);
  if (const auto* share = member(interest, "share")) add_share(*share, type == "owns");
  ties_.set_attribute("interest", text_at(interest, "type"));
  ties_.set_attribute("direct_or_indirect", text_at(interest, "directOrIndirect"));
  if (beside) ties_.set_attribute("declared_indirect", "yes");
  ties_.set_attribute("beneficial_ownership_or_control", text_at(interest, "beneficialOwnershipOrControl"));
  ties_.set_attribute("details", text_at(interest, "details"));
  if (text_at(details_of(statement), "isComponent") == "true") ties_.set_attribute("component", "yes");
  ties_.set_attribute("components", joined(details_of(statement), "componentRecords", as_text));
  ties_.set_attribute("record", record);
  ties_.set_attribute("record_status", text_at(said, "recordStatus"));
  ties_.set_attribute("statement_date", text_at(said, "statementDate"));
  ties_.set_attribute("declaration", text_at(said, "declaration"));
  for (const auto* name : {"source", "annotations"}) ties_.set_attribute(name, text_at(said, name));
  ties_.set_attribute("publication", text_at(said, "publicationDetails"));
}

void BodsRows::add_ties(const BodsStatement& statement) {
  const Ends ends{party(statement, "subject"), party(statement, "interestedParty")};
  counts_.closed += text_at(statement.content, "recordStatus") == "closed";
  const auto& interests = list_at(details_of(statement), "interests");
  if (interests.empty()) add_tie(statement, ends, json::object(), 1); // some relationship, of which no more is said
  for (std::size_t i = 0; i < interests.size(); ++i) add_tie(statement, ends, interests[i], i + 1);
}

void BodsRows::add_remarks(Draft& draft, const std::string& file_name) const {
  const auto remark = [&](std::size_t count, std::string_view one, std::string_view many) {
    if (count > 0) draft.remarks.push_back(fmt::format("{}: {} {}.", file_name, count, count == 1 ? one : many));
  };
  remark(counts_.unspecified, "party is unspecified; it was added as unknown, with the reason",
         "parties are unspecified; each was added as unknown, with the reason");
  remark(counts_.ranges, "share is not exact; its least value counts and the range is kept",
         "shares are not exact; their least value counts and the range is kept");
  remark(counts_.beside_components,
         "interest is indirect and given with the relationships it consists of; they count, it is kept as an association",
         "interests are indirect and given with the relationships they consist of; those count, these are kept as associations");
  remark(counts_.without_components, "interest is indirect and names no relationships it consists of; it was taken as held directly",
         "interests are indirect and name no relationships they consist of; they were taken as held directly");
  remark(counts_.minority_votes, "voting right of half the votes or less, not declared as control, is kept as an association",
         "voting rights of half the votes or less, not declared as control, are kept as associations");
  remark(counts_.lone_nominees, "nominee is named without the one it acts for; it is kept as an association",
         "nominees are named without the one they act for; they are kept as associations");
  remark(counts_.closed, "relationship is closed; it ends on the day of that statement at the latest",
         "relationships are closed; each ends on the day of that statement at the latest");
}

base::Result<void> BodsRows::finish(Draft& draft, const std::string& file_name) {
  find_nominators();
  for (const auto& statement : relationships_) add_ties(statement);
  if (const auto entities = entities_.finish(draft, file_name); !entities) return entities;
  if (const auto ties = ties_.finish(draft, file_name); !ties) return ties;
  add_remarks(draft, file_name);
  return {};
}

} // namespace cuibono::ingest
