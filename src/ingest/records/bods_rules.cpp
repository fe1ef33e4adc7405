#include "ingest/records/bods_rules.h"

#include <algorithm>
#include <fmt/core.h>
#include <nlohmann/json.hpp>
#include <span>
#include <string_view>

#include "base/date.h"
#include "base/text.h"
#include "ingest/records/json_fields.h"

namespace cuibono::ingest {
namespace {

using nlohmann::json;

enum class Is { Text, Word, Date, DateOrTime, PartialDate, Uri, Version, Flag, Percent, Object, Party };
enum class Must { No, Be };
enum class Many { No, Yes };

struct Shape;

struct Property {
  std::string_view name;
  Is is = Is::Text;
  Must must = Must::No;
  Many many = Many::No;
  std::string_view words = {};  // of a Word: the codelist, parted by blanks
  const Shape* shape = nullptr; // of an Object
  std::size_t least = 0, most = std::string_view::npos; // letters of a Text
};

struct Shape {
  std::span<const Property> properties;
  std::string_view one_of_these = {}; // two names parted by a blank: one of them must be there
};

constexpr Property object(std::string_view name, const Shape& shape, Must must = Must::No) {
  return {name, Is::Object, must, Many::No, {}, &shape};
}
constexpr Property objects(std::string_view name, const Shape& shape) { return {name, Is::Object, Must::No, Many::Yes, {}, &shape}; }
constexpr Property word(std::string_view name, std::string_view words, Must must = Must::No) {
  return {name, Is::Word, must, Many::No, words};
}

constexpr std::string_view kReasons =
    "noBeneficialOwners subjectUnableToConfirmOrIdentifyBeneficialOwner interestedPartyHasNotProvidedInformation "
    "subjectExemptFromDisclosure interestedPartyExemptFromDisclosure unknown informationUnknownToPublisher";
constexpr std::string_view kInterests =
    "shareholding votingRights appointmentOfBoard otherInfluenceOrControl seniorManagingOfficial settlor trustee protector "
    "beneficiaryOfLegalArrangement rightsToSurplusAssetsOnDissolution rightsToProfitOrIncome rightsGrantedByContract "
    "conditionalRightsGrantedByContract controlViaCompanyRulesOrArticles controlByLegalFramework boardMember boardChair "
    "unknownInterest unpublishedInterest enjoymentAndUseOfAssets rightToProfitOrIncomeFromAssets nominee nominator";

constexpr Property kCountryFields[]{{"name", Is::Text, Must::Be}, {"code", Is::Text, Must::No, Many::No, {}, nullptr, 2, 2}};
constexpr Shape kCountry{kCountryFields};
constexpr Property kJurisdictionFields[]{{"name", Is::Text, Must::Be}, {"code", Is::Text, Must::No, Many::No, {}, nullptr, 2, 6}};
constexpr Shape kJurisdiction{kJurisdictionFields};
constexpr Property kIdentifierFields[]{{"id"}, {"scheme"}, {"schemeName"}, {"uri", Is::Uri}};
constexpr Shape kIdentifier{kIdentifierFields, "scheme schemeName"};
constexpr Property kUnspecifiedFields[]{word("reason", kReasons, Must::Be), {"description"}};
constexpr Shape kUnspecified{kUnspecifiedFields};

// The same fields, with the words that fit who lives or sits there.
constexpr Property kEntityAddressFields[]{
    word("type", "registered business alternative"), {"address"}, {"postCode"}, object("country", kCountry)};
constexpr Property kPersonAddressFields[]{
    word("type", "residence service alternative"), {"address"}, {"postCode"}, object("country", kCountry)};
constexpr Property kBirthplaceFields[]{word("type", "placeOfBirth"), {"address"}, {"postCode"}, object("country", kCountry)};
constexpr Shape kEntityAddress{kEntityAddressFields}, kPersonAddress{kPersonAddressFields}, kBirthplace{kBirthplaceFields};

constexpr Property kAgentFields[]{{"name"}, {"uri", Is::Uri}};
constexpr Shape kAgent{kAgentFields};
constexpr Property kSourceFields[]{
    {"type", Is::Word, Must::No, Many::Yes, "selfDeclaration officialRegister thirdParty primaryResearch verified"},
    {"description"}, {"url", Is::Uri}, {"retrievedAt", Is::DateOrTime}, objects("assertedBy", kAgent)};
constexpr Shape kSource{kSourceFields};

constexpr Property kSecurityFields[]{word("idScheme", "isin figi cusip cins"), {"id"}, {"ticker", Is::Text, Must::Be}};
constexpr Shape kSecurity{kSecurityFields};
constexpr Property kListingFields[]{{"marketIdentifierCode"}, {"operatingMarketIdentifierCode"},
                                    {"stockExchangeJurisdiction", Is::Text, Must::Be, Many::No, {}, nullptr, 2, 6},
                                    {"stockExchangeName", Is::Text, Must::Be}, object("security", kSecurity, Must::Be)};
constexpr Shape kListing{kListingFields};
constexpr Property kPublicListingFields[]{{"hasPublicListing", Is::Flag, Must::Be},
                                          {"companyFilingsURLs", Is::Uri, Must::No, Many::Yes},
                                          objects("securitiesListings", kListing)};
constexpr Shape kPublicListing{kPublicListingFields};

constexpr Property kEntityTypeFields[]{
    word("type", "registeredEntity legalEntity arrangement anonymousEntity unknownEntity state stateBody", Must::Be),
    word("subtype", "governmentDepartment stateAgency other trust nomination"), {"details"}};
constexpr Shape kEntityType{kEntityTypeFields};
constexpr Property kStatuteFields[]{{"name"}, {"date", Is::Date}};
constexpr Shape kStatute{kStatuteFields};
constexpr Property kEntityFields[]{{"isComponent", Is::Flag, Must::Be}, object("entityType", kEntityType, Must::Be),
                                   object("unspecifiedEntityDetails", kUnspecified), {"name"},
                                   {"alternateNames", Is::Text, Must::No, Many::Yes}, object("jurisdiction", kJurisdiction),
                                   objects("identifiers", kIdentifier), {"foundingDate", Is::Date}, {"dissolutionDate", Is::Date},
                                   objects("addresses", kEntityAddress), {"uri", Is::Uri}, object("publicListing", kPublicListing),
                                   object("formedByStatute", kStatute)};
constexpr Shape kEntity{kEntityFields};

constexpr Property kNameFields[]{word("type", "legal translation transliteration former alternative birth"), {"fullName"},
                                 {"familyName"}, {"givenName"}, {"patronymicName"}};
constexpr Shape kName{kNameFields};
constexpr Property kPepFields[]{{"reason"}, {"missingInfoReason"}, object("jurisdiction", kJurisdiction), {"startDate", Is::Date},
                                {"endDate", Is::Date}, object("source", kSource)};
constexpr Shape kPep{kPepFields};
constexpr Property kExposureFields[]{word("status", "isPep isNotPep unknown", Must::Be), objects("details", kPep)};
constexpr Shape kExposure{kExposureFields};
constexpr Property kPersonFields[]{{"isComponent", Is::Flag, Must::Be},
                                   word("personType", "knownPerson anonymousPerson unknownPerson", Must::Be),
                                   object("unspecifiedPersonDetails", kUnspecified),
                                   objects("names", kName),
                                   objects("identifiers", kIdentifier),
                                   objects("nationalities", kCountry),
                                   object("placeOfBirth", kBirthplace),
                                   {"birthDate", Is::PartialDate},
                                   {"deathDate", Is::PartialDate},
                                   objects("taxResidencies", kCountry),
                                   objects("addresses", kPersonAddress),
                                   object("politicalExposure", kExposure)};
constexpr Shape kPerson{kPersonFields};

constexpr Property kShareFields[]{{"exact", Is::Percent}, {"minimum", Is::Percent}, {"maximum", Is::Percent},
                                  {"exclusiveMinimum", Is::Percent}, {"exclusiveMaximum", Is::Percent}};
constexpr Shape kShare{kShareFields};
constexpr Property kInterestFields[]{word("type", kInterests), word("directOrIndirect", "direct indirect unknown"),
                                     {"beneficialOwnershipOrControl", Is::Flag}, {"details"}, object("share", kShare),
                                     {"startDate", Is::Date}, {"endDate", Is::Date}};
constexpr Shape kInterest{kInterestFields};
constexpr Property kRelationshipFields[]{{"isComponent", Is::Flag, Must::Be}, {"componentRecords", Is::Text, Must::No, Many::Yes},
                                         {"subject", Is::Party, Must::Be}, {"interestedParty", Is::Party, Must::Be},
                                         objects("interests", kInterest)};
constexpr Shape kRelationship{kRelationshipFields};

constexpr Property kAnnotationFields[]{{"statementPointerTarget", Is::Text, Must::Be}, {"creationDate", Is::DateOrTime},
                                       object("createdBy", kAgent),
                                       word("motivation", "commenting correcting identifying linking transformation", Must::Be),
                                       {"description"}, {"transformedContent"}, {"url", Is::Uri}};
constexpr Shape kAnnotation{kAnnotationFields};
constexpr Property kPublisherFields[]{{"name"}, {"url", Is::Uri}};
constexpr Shape kPublisher{kPublisherFields, "name url"};
constexpr Property kPublicationFields[]{{"publicationDate", Is::DateOrTime, Must::Be}, {"bodsVersion", Is::Version, Must::Be},
                                        {"license", Is::Uri}, object("publisher", kPublisher, Must::Be)};
constexpr Shape kPublication{kPublicationFields};
constexpr Shape kAnything{};
constexpr Property kStatementFields[]{{"statementId", Is::Text, Must::Be, Many::No, {}, nullptr, 32, 64},
                                      {"statementDate", Is::DateOrTime, Must::Be}, objects("annotations", kAnnotation),
                                      object("publicationDetails", kPublication), object("source", kSource), {"declaration"},
                                      {"declarationSubject", Is::Text, Must::Be}, {"recordId", Is::Text, Must::Be},
                                      word("recordType", "entity person relationship", Must::Be),
                                      word("recordStatus", "new updated closed"), object("recordDetails", kAnything, Must::Be)};
constexpr Shape kStatement{kStatementFields};

// Which subtypes fit which type of entity.
constexpr struct { std::string_view subtype, types; } kSubtypes[]{{"trust", "arrangement legalEntity"},
                                                                  {"nomination", "arrangement"},
                                                                  {"governmentDepartment", "stateBody"},
                                                                  {"stateAgency", "stateBody"}};

bool is_among(std::string_view words, std::string_view wanted) {
  while (!words.empty()) {
    const auto end = std::min(words.find(' '), words.size());
    if (words.substr(0, end) == wanted) return true;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return false;
}

std::string listed(std::string_view words) { return base::join(base::split_list(words, ' '), ", "); }

bool is_date(std::string_view text) {
  const auto date = text.size() == 10 ? base::parse_date(text) : std::nullopt;
  return date && date->day > 0;
}

bool has_digits(std::string_view text, std::string_view pattern) {
  if (text.size() < pattern.size()) return false;
  for (std::size_t i = 0; i < pattern.size(); ++i)
    if (pattern[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != pattern[i]) return false;
  return true;
}

// RFC 3339, with the zone left out as the standard's own text has it.
bool is_time(std::string_view text) {
  if (text.size() < 19 || !is_date(text.substr(0, 10)) || (text[10] != 'T' && text[10] != 't')) return false;
  text.remove_prefix(11);
  if (!has_digits(text, "00:00:00") || text.substr(0, 2) > "23" || text[3] > '5' || text.substr(6, 2) > "60") return false;
  text.remove_prefix(8);
  if (text.starts_with('.')) text.remove_prefix(std::min(text.find_first_not_of("0123456789", 1), text.size()));
  if (text.empty() || text == "Z" || text == "z") return true;
  return text.size() == 6 && (text[0] == '+' || text[0] == '-') && has_digits(text.substr(1), "00:00");
}

bool is_uri(std::string_view text) {
  const auto colon = text.find(':');
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (colon == text.npos || colon + 1 == text.size() || !is_letter(text[0])) return false;
  return std::ranges::all_of(
             text.substr(0, colon),
             [&](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'; }) &&
         text.find_first_of(" \t\r\n<>\"") == text.npos;
}

bool is_version(std::string_view text) {
  const auto dot = text.find('.');
  const auto is_number = [](std::string_view part) { return !part.empty() && part.find_first_not_of("0123456789") == part.npos; };
  return dot != text.npos && is_number(text.substr(0, dot)) && is_number(text.substr(dot + 1));
}

std::size_t letters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; }));
}

class Checker {
 public:
  std::vector<BodsFault> faults;

  void check(const json& value, const Shape& shape, const std::string& path);
  void check_subtype(const json& type, const std::string& path);

 private:
  void check_property(const json& value, const Property& property, const std::string& path);
  void check_text(const std::string& text, const Property& property, const std::string& path);
  void check_share(const json& value, const Property& property, const std::string& path);
  void add(const std::string& path, std::string_view property, std::string what, std::string_view rule) {
    faults.push_back({path, std::string(property), std::move(what), std::string(rule)});
  }
};

void Checker::check_text(const std::string& text, const Property& property, const std::string& path) {
  const auto needs = [&](bool holds, std::string what, std::string_view rule) {
    if (!holds) add(path, property.name, std::move(what), rule);
  };
  switch (property.is) {
    case Is::Word: return needs(is_among(property.words, text), "is not one of " + listed(property.words), "enum");
    case Is::Date: return needs(is_date(text), "is not a date such as 2031-02-28", "format");
    case Is::DateOrTime:
      return needs(is_date(text) || is_time(text), "is not a date such as 2031-02-28, nor one with a time", "anyOf");
    case Is::PartialDate: return needs(base::parse_date(text).has_value(), "is not a date, a month or a year", "anyOf");
    case Is::Uri: return needs(is_uri(text), "is not a URI such as https://example.org", "format");
    case Is::Version: return needs(is_version(text), "is not a version such as 0.4", "pattern");
    default: break;
  }
  needs(letters(text) >= property.least, fmt::format("is shorter than {} letters", property.least), "minLength");
  needs(letters(text) <= property.most, fmt::format("is longer than {} letters", property.most), "maxLength");
}

void Checker::check_share(const json& value, const Property& property, const std::string& path) {
  if (!value.is_number()) return add(path, property.name, "is not a number", "type");
  const auto number = value.get<double>();
  if (number < 0) add(path, property.name, "is below 0", "minimum");
  if (number > 100) add(path, property.name, "is above 100", "maximum");
}

void Checker::check_property(const json& value, const Property& property, const std::string& path) {
  if (property.many == Many::Yes) {
    if (!value.is_array()) return add(path, property.name, "is not an array", "type");
    auto each = property;
    each.many = Many::No;
    for (std::size_t i = 0; i < value.size(); ++i) check_property(value[i], each, fmt::format("{}[{}]", path, i));
    return;
  }
  switch (property.is) {
    case Is::Object:
      if (!value.is_object()) return add(path, property.name, "is not an object", "type");
      return check(value, *property.shape, path);
    case Is::Party:
      if (value.is_string()) return;
      if (!value.is_object()) return add(path, property.name, "is neither a recordId nor an object with a reason", "type");
      return check(value, kUnspecified, path);
    case Is::Flag:
      if (!value.is_boolean()) add(path, property.name, "is not true or false", "type");
      return;
    case Is::Percent: return check_share(value, property, path);
    default:
      if (!value.is_string()) return add(path, property.name, "is not a text", "type");
      check_text(value.get_ref<const std::string&>(), property, path);
  }
}

void Checker::check(const json& value, const Shape& shape, const std::string& path) {
  for (const auto& property : shape.properties) {
    const auto* found = member(value, property.name);
    if (found) check_property(*found, property, fmt::format("{}.{}", path, property.name));
    else if (property.must == Must::Be) add(path, property.name, "is missing", "required");
  }
  if (!shape.one_of_these.empty()) {
    const auto names = base::split_list(shape.one_of_these, ' ');
    if (std::ranges::none_of(names, [&](const std::string& name) { return member(value, name); }))
      add(path, base::join(names, " or "), "is missing", "anyOf");
  }
  if (&shape == &kAnnotation && text_at(value, "motivation") == "linking" && !member(value, "url"))
    add(path, "url", "is missing, which an annotation that links needs", "required");
}

void Checker::check_subtype(const json& type, const std::string& path) {
  const auto subtype = text_at(type, "subtype"), own = text_at(type, "type");
  for (const auto& rule : kSubtypes)
    if (rule.subtype == subtype && !is_among(rule.types, own))
      add(path + ".subtype", "subtype", "does not go with this type of entity; " + subtype + " is of " + listed(rule.types), "enum");
}

} // namespace

std::string fault_text(const BodsFault& fault) {
  return fmt::format("{}: {} {} ({})", fault.path, fault.property, fault.what, fault.rule);
}

std::vector<BodsFault> bods_faults(const json& statement, std::size_t index) {
  const auto path = fmt::format("$[{}]", index);
  if (!statement.is_object()) return {{path, "the statement", "is not an object", "type"}};
  Checker checker;
  checker.check(statement, kStatement, path);
  const auto* details = member(statement, "recordDetails");
  if (!details || !details->is_object()) return checker.faults;
  const auto type = text_at(statement, "recordType");
  const auto inside = path + ".recordDetails";
  if (type == "entity") checker.check(*details, kEntity, inside);
  if (type == "person") checker.check(*details, kPerson, inside);
  if (type == "relationship") checker.check(*details, kRelationship, inside);
  if (const auto* entity = member(*details, "entityType"); type == "entity" && entity)
    checker.check_subtype(*entity, inside + ".entityType");
  return checker.faults;
}

} // namespace cuibono::ingest
