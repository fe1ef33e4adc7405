#include "ingest/records/ftm_model.h"

#include <algorithm>
#include <array>
#include <utility>

namespace cuibono::ingest {
namespace {

// Parents stand before those that descend from them.
constexpr FtmSchema kSchemata[]{
    {"Thing", "", "unknown", "", "", "",
     "address addressEntity alephUrl alias country createdAt description indexText keywords modifiedAt "
     "name notes previousName program programId proof publisher publisherUrl retrievedAt sourceUrl summary "
     "topics weakAlias wikidataId wikipediaUrl"},
    {"Address", "Thing", "place", "", "", "",
     "city country full googlePlaceId latitude longitude osmId postOfficeBox postalCode region remarks "
     "state street street2"},
    {"Value", "", "", "", "", "",
     "amount amountEur amountUsd currency"},
    {"Asset", "Thing Value", "asset", "", "", "",
     ""},
    {"Vehicle", "Asset", "vehicle", "", "", "",
     "buildDate deregistrationDate model operator owner registrationDate registrationNumber type"},
    {"Airplane", "Vehicle", "vehicle", "", "", "",
     "icaoCode manufacturer serialNumber"},
    {"Analyzable", "", "", "", "", "",
     "companiesMentioned detectedCountry detectedLanguage emailMentioned ibanMentioned ipMentioned "
     "locationMentioned namesMentioned peopleMentioned phoneMentioned"},
    {"Document", "Analyzable Thing", "document", "", "", "",
     "ancestors author authoredAt bodyText contentHash crawler date encoding extension fileName fileSize "
     "generator language messageId mimeType parent processedAt processingAgent processingError "
     "processingStatus publishedAt title translatedLanguage translatedText"},
    {"Article", "Document", "document", "", "", "",
     ""},
    {"Assessment", "Thing", "document", "", "", "",
     "assessmentId author publishDate"},
    {"Interval", "", "", "", "", "",
     "alephUrl date description endDate indexText modifiedAt namesMentioned publisher publisherUrl "
     "recordId retrievedAt sourceUrl startDate summary"},
    {"Associate", "Interval", "", "associate", "person", "associate",
     "associate person relationship"},
    {"Audio", "Document", "document", "", "", "",
     "duration samplingRate"},
    {"BankAccount", "Asset", "account", "", "", "",
     "accountNumber accountType balance balanceDate bank bankAddress bankName bic closingDate iban "
     "maxBalance maxBalanceDate openingDate"},
    {"Call", "Interval", "", "calls", "caller", "receiver",
     "caller callerNumber duration receiver receiverNumber"},
    {"CallForTenders", "Interval Thing", "document", "", "", "",
     "authority authorityReferenceId awardNoticeDate awardedInLots awardingDate callId certificationCheck "
     "clarificationDeadline contractNoticeDate cpvCode directive euFunding evaluationMechanism "
     "fallsUnderGPPScope involvesOutcome lotsNames maximumNumberOfLots multipleTenders numberOfLots "
     "nutsCode onBehalfOf paymentOptions procedure procurementType publicationDate relationToThreshold "
     "reverseAuctionsIncluded submissionDeadline tedUrl tenderers tendersForLots title"},
    {"LegalEntity", "Thing", "unknown", "", "", "",
     "bvdId classification dissolutionDate dunsCode email icijId idNumber incorporationDate innCode "
     "jurisdiction legalForm leiCode licenseNumber mainCountry npiCode ogrnCode okpoCode opencorporatesUrl "
     "parent phone registrationNumber sector status swiftBic taxNumber taxStatus uniqueEntityId vatCode "
     "website"},
    {"Organization", "LegalEntity", "company", "", "", "",
     "cageCode giiNumber imoNumber permId"},
    {"Company", "Asset Organization", "company", "", "", "",
     "bikCode caemCode capital cikCode coatoCode fnsCode fssCode ibcRuc ipoCode irsCode isinCode jibCode "
     "jurisdiction kppCode mbsCode okopfCode oksmCode okvedCode pfrNumber registrationNumber ricCode "
     "ticker voenCode"},
    {"Contract", "Asset", "document", "", "", "",
     "authority cancelled classification contractDate criteria language method noticeId numberAwards "
     "procedure procedureNumber project status title type"},
    {"Interest", "Interval", "", "", "", "",
     "role status"},
    {"ContractAward", "Interest Value", "", "associate", "contract", "supplier",
     "amended callForTenders contract cpvCode decisionReason documentNumber documentType lotNumber "
     "nutsCode supplier"},
    {"CourtCase", "Thing", "event", "", "", "",
     "caseNumber category closeDate court fileDate status type"},
    {"CourtCaseParty", "Interest", "", "associate", "party", "case",
     "case party"},
    {"CryptoWallet", "Thing Value", "account", "", "", "",
     "balance balanceDate creationDate currencySymbol holder mangingExchange privateKey publicKey"},
    {"Debt", "Interval Value", "", "lends_to", "creditor", "debtor",
     "creditor debtor"},
    {"Directorship", "Interest", "", "directs", "director", "organization",
     "director organization secretary"},
    {"Documentation", "Interest", "", "associate", "document", "entity",
     "document entity"},
    {"EconomicActivity", "Interval", "event", "", "", "",
     "bankAccount bankForeign bankRub ccdNumber ccdValue contract contractHolder customsAmount "
     "customsProcedure declarant departureCountry destinationCountry directionOfTransportation "
     "dollarExchRate goodsDescription invoiceAmount originCountry receiver sender tradingCountry transport "
     "vedCode vedCodeDescription"},
    {"Folder", "Document", "document", "", "", "",
     ""},
    {"HyperText", "Document", "document", "", "", "",
     "bodyHtml"},
    {"PlainText", "Document", "document", "", "", "",
     ""},
    {"Email", "Folder HyperText PlainText", "document", "messages", "emitters", "recipients",
     "bcc cc emitters from headers inReplyTo inReplyToEmail recipients sender subject threadTopic to"},
    {"Employment", "Interest", "", "employs", "employer", "employee",
     "employee employer"},
    {"Event", "Analyzable Interval Thing", "event", "", "", "",
     "country important involved location organizer"},
    {"Family", "Interval", "", "family", "person", "relative",
     "person relationship relative"},
    {"Identification", "Interval", "document", "", "", "",
     "authority country holder number type"},
    {"Image", "Document", "document", "", "", "",
     "pictured"},
    {"License", "Contract", "document", "", "", "",
     "area commodities reviewDate"},
    {"Membership", "Interest", "", "associate", "member", "organization",
     "member organization"},
    {"Mention", "", "document", "", "", "",
     "contextCountry contextEmail contextPhone detectedSchema document name resolved"},
    {"Message", "Folder HyperText Interval PlainText", "", "messages", "sender", "recipients",
     "inReplyTo inReplyToMessage metadata recipientAccount recipients sender senderAccount subject "
     "threadTopic"},
    {"Note", "Analyzable Thing", "document", "", "", "",
     "entity"},
    {"Occupancy", "Interval", "", "associate", "holder", "post",
     "declarationDate holder post status"},
    {"Ownership", "Interest", "", "owns", "owner", "asset",
     "asset legalBasis owner ownershipType percentage sharesCount sharesCurrency sharesType sharesValue"},
    {"Package", "Folder", "document", "", "", "",
     ""},
    {"Page", "", "document", "", "", "",
     "bodyText detectedLanguage document index indexText translatedText translatedTextLanguage"},
    {"Pages", "Document", "document", "", "", "",
     "pdfHash"},
    {"Passport", "Identification", "document", "", "", "",
     "birthDate birthPlace gender givenName passportNumber personalNumber surname"},
    {"Payment", "Interval Value", "", "", "", "",
     "beneficiary beneficiaryAccount contract payer payerAccount programme project purpose sequenceNumber "
     "transactionNumber"},
    {"Person", "LegalEntity", "person", "", "", "",
     "appearance birthCountry birthDate birthPlace citizenship deathDate education ethnicity eyeColor "
     "fatherName firstName gender hairColor height lastName middleName motherName nameSuffix nationality "
     "passportNumber political position religion secondName socialSecurityNumber spokenLanguage title "
     "weight"},
    {"Position", "Thing", "post", "", "", "",
     "dissolutionDate inceptionDate numberOfSeats organization subnationalArea"},
    {"Post", "Interest", "", "associate", "holder", "organization",
     "holder organization wikidataId"},
    {"Project", "Interval Thing Value", "event", "", "", "",
     "goal phase projectId status"},
    {"ProjectParticipant", "Interest", "", "associate", "participant", "project",
     "participant project"},
    {"PublicBody", "Organization", "company", "", "", "",
     ""},
    {"RealEstate", "Asset", "asset", "", "", "",
     "area cadastralCode censusBlock createDate encumbrance landType latitude longitude parent "
     "propertyType registrationNumber tenure titleNumber"},
    {"Representation", "Interest", "", "associate", "agent", "client",
     "agent client"},
    {"Sanction", "Interval", "document", "", "", "",
     "authority authorityId country duration entity listingDate program programId programUrl provisions "
     "reason status unscId"},
    {"Security", "Asset", "asset", "", "", "",
     "classification collateral figiCode isin issueDate issuer maturityDate registrationNumber ticker type"},
    {"Similar", "", "", "associate", "candidate", "match",
     "candidate confidenceScore criteria match matcher"},
    {"Succession", "Interest", "", "associate", "predecessor", "successor",
     "predecessor successor"},
    {"Table", "Document", "document", "", "", "",
     "columns csvHash rowCount"},
    {"TaxRoll", "Interval", "document", "", "", "",
     "birthDate country givenName income surname taxPaid taxee wealth"},
    {"Trip", "Event", "event", "", "", "",
     "endLocation startLocation vehicle"},
    {"UnknownLink", "Interest", "", "associate", "subject", "object",
     "object subject"},
    {"UserAccount", "Thing", "account", "", "", "",
     "email ipAddress number owner password service username"},
    {"Vessel", "Vehicle", "vessel", "", "", "",
     "callSign crsNumber flag grossRegisteredTonnage imoNumber mmsi nameChangeDate navigationArea "
     "pastFlags pastTypes registrationPort tonnage"},
    {"Video", "Document", "document", "", "", "",
     "duration"},
    {"Workbook", "Folder", "document", "", "", "",
     ""},
};

// What a kind or a type is written as; the other types are an UnknownLink whose role is the type.
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kOfKinds{{{"person", "Person"},
                                                                                  {"company", "Company"},
                                                                                  {"trust", "LegalEntity"},
                                                                                  {"establishment", "Organization"},
                                                                                  {"vessel", "Vessel"},
                                                                                  {"vehicle", "Vehicle"},
                                                                                  {"place", "Address"},
                                                                                  {"account", "BankAccount"},
                                                                                  {"phone", "UserAccount"},
                                                                                  {"document", "Document"},
                                                                                  {"asset", "Asset"},
                                                                                  {"post", "Position"},
                                                                                  {"event", "Event"},
                                                                                  {"unknown", "LegalEntity"}}};
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kOfTies{
    {{"owns", "Ownership"}, {"directs", "Directorship"}, {"employs", "Employment"}, {"family", "Family"}, {"lends_to", "Debt"}}};
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kNames{{{"Address", "full"},
                                                                                {"Document", "fileName"},
                                                                                {"UserAccount", "username"},
                                                                                {"BankAccount", "iban"},
                                                                                {"Identification", "number"},
                                                                                {"CryptoWallet", "publicKey"},
                                                                                {"Security", "isin"},
                                                                                {"Contract", "title"},
                                                                                {"CallForTenders", "title"},
                                                                                {"Vehicle", "registrationNumber"},
                                                                                {"RealEstate", "address"},
                                                                                {"Sanction", "authority"}}};

bool has_word(std::string_view words, std::string_view wanted) {
  while (!words.empty()) {
    const auto end = std::min(words.find(' '), words.size());
    if (words.substr(0, end) == wanted) return true;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return false;
}

// Whether it holds for the schema or for one that it descends from.
template <class Holds>
bool any_above(std::string_view name, Holds holds) {
  const auto* schema = ftm_schema(name);
  if (!schema) return false;
  if (holds(*schema)) return true;
  for (auto rest = schema->parents; !rest.empty();) {
    const auto end = std::min(rest.find(' '), rest.size());
    if (any_above(rest.substr(0, end), holds)) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

template <class Pairs>
std::string_view value_of(const Pairs& pairs, std::string_view key) {
  for (const auto& [own, value] : pairs)
    if (own == key) return value;
  return {};
}

} // namespace

const FtmSchema* ftm_schema(std::string_view name) {
  const auto* found = std::ranges::find(kSchemata, name, &FtmSchema::name);
  return found == std::end(kSchemata) ? nullptr : found;
}

bool ftm_is_a(std::string_view schema, std::string_view ancestor) {
  return any_above(schema, [&](const FtmSchema& each) { return each.name == ancestor; });
}

bool ftm_has_property(std::string_view schema, std::string_view property) {
  return any_above(schema, [&](const FtmSchema& each) { return has_word(each.properties, property); });
}

std::string_view ftm_common_schema(std::string_view a, std::string_view b) {
  if (a == b || ftm_is_a(a, b)) return a;
  if (ftm_is_a(b, a)) return b;
  const auto fits = [](std::string_view one, std::string_view other) {
    return one == "Asset" && ftm_is_a(other, "LegalEntity") && other != "Person";
  };
  return fits(a, b) || fits(b, a) ? "Company" : std::string_view();
}

std::string_view ftm_schema_of_kind(std::string_view kind) { return value_of(kOfKinds, kind); }

std::string_view ftm_schema_of_tie(std::string_view type) {
  const auto known = value_of(kOfTies, type);
  return known.empty() ? "UnknownLink" : known;
}

std::string_view ftm_name_property(std::string_view schema) {
  for (const auto& [own, property] : kNames)
    if (ftm_is_a(schema, own)) return property;
  return {};
}

} // namespace cuibono::ingest
