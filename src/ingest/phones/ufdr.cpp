#include "ingest/phones/ufdr.h"

#include <algorithm>
#include <fmt/core.h>
#include <map>
#include <set>
#include <tuple>
#include <vector>

#include "base/date.h"
#include "base/sha256.h"
#include "base/text.h"
#include "ingest/cell.h"
#include "ingest/party_id.h"
#include "ingest/phones/ufdr_xml.h"
#include "ingest/records/row_table.h"
#include "ingest/zip_file.h"

namespace cuibono::ingest {
namespace {

using base::ErrorKind;
using base::fail;

constexpr std::string_view kReport = "report.xml";
constexpr std::string_view kWhatsApp = "@s.whatsapp.net"; // behind a number in full, without its plus
constexpr std::size_t kMostParticipants = 500;

struct Party {
  std::string id, identifier, saved_as;
  std::string_view kind = "account";
  bool is_owner = false;
};

// A number as it may be written: digits, signs between them and a plus before them.
bool is_number(std::string_view text) {
  return std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; }) >= 3 &&
         text.find_first_not_of("+0123456789 -().*#/") == text.npos;
}

std::string digits(std::string_view text) {
  std::string id;
  for (const char c : text)
    if ((c >= '0' && c <= '9') || ((c == '+') && id.empty()) || c == '*' || c == '#') id += c;
  return id;
}

Party party_of(const std::string& identifier, const std::string& name) {
  Party party{{}, identifier, name};
  const auto trimmed = base::trim(identifier);
  if (trimmed.ends_with(kWhatsApp) && is_number(trimmed.substr(0, trimmed.size() - kWhatsApp.size()))) {
    party.id = "+" + digits(trimmed.substr(0, trimmed.size() - kWhatsApp.size()));
    party.kind = "phone";
  } else if (is_number(trimmed)) {
    party.id = digits(trimmed);
    party.kind = "phone";
  } else if (!trimmed.empty()) {
    party.id = as_id(base::to_lower(trimmed));
  } else if (!base::trim(name).empty()) {
    party.id = party_id(name);
  }
  return party;
}

Party party_of(const UfdrModel& model) {
  auto party = party_of(model.field("Identifier"), model.field("Name"));
  party.is_owner = base::to_lower(model.field("IsPhoneOwner")) == "true";
  return party;
}

struct Ends {
  std::vector<Party> from, to;
};

// Who sent to whom: by the field, the role or, failing these, the direction that the record gives.
Ends ends_of(const UfdrModel& model) {
  Ends ends;
  std::vector<Party> others;
  for (const auto& nested : model.nested) {
    const auto& field = nested.within;
    if (nested.type != "Party") continue;
    const auto role = nested.field("Role");
    if (field == "From" || role == "From") ends.from.push_back(party_of(nested));
    else if (field == "To" || field == "Cc" || field == "Bcc" || role == "To") ends.to.push_back(party_of(nested));
    else others.push_back(party_of(nested));
  }
  const bool incoming = model.field("Direction") == "Incoming";
  auto& side = ends.from.empty() && incoming ? ends.from : ends.to;
  side.insert(side.end(), others.begin(), others.end());
  return ends;
}

std::string time_of(const UfdrModel& model) {
  for (const auto* name : {"TimeStamp", "StartTime", "Date"})
    if (auto text = model.field(name); !text.empty()) return text;
  return {};
}

std::string day_of(const std::string& time) { return base::parse_date(time.substr(0, 10)) ? time.substr(0, 10) : std::string(); }

class Reader {
 public:
  explicit Reader(Draft& draft, const std::string& file_hash)
      : draft_(draft),
        sheet_(draft.read_sheets.size()),
        ties_(draft, "ties", sheet_),
        parties_(draft, "entities", sheet_, Standing::Mentions) {
    draft_.read_sheets.push_back({draft.files.size() - 1, 0});
    owner_ = {"device-" + file_hash.substr(0, 12), "", "", "phone", true};
  }

  void item(const std::string& name, const std::string& value);
  void record(const UfdrModel& model);
  void message(const UfdrModel& message);
  base::Result<void> finish(const std::string& file_name);

 private:
  struct Known {
    Party party;
    std::uint64_t row = 0;
    std::set<std::string> saved_as;
  };
  struct Sent {
    std::size_t count = 0;
    std::string first, last;
  };
  using Pair = std::pair<std::string, std::string>; ///< sender and recipient; no recipient: the chat's others

  std::string know(const Party& party);
  std::vector<std::string> know_all(const std::vector<Party>& parties);
  void add_single(const UfdrModel& model, std::string_view type);
  void add_chat(const UfdrModel& chat);
  void add_contact(const UfdrModel& contact);
  void add_account(const UfdrModel& account);
  void start_tie(const UfdrModel& model, std::size_t index, std::string_view type, const std::string& from, const std::string& to);
  void add_parties();
  void reject(std::string reason) {
    --draft_.read_sheets[sheet_].rows;
    draft_.issues.push_back({draft_.files.size() - 1, number_, std::move(reason)});
  }

  Draft& draft_;
  std::size_t sheet_;
  RowTable ties_, parties_;
  Party owner_;
  std::map<std::string, Known> known_;
  std::map<Pair, Sent> sent_; ///< in the chat under way
  std::map<std::string, std::size_t> left_out_; ///< records by type
  std::uint64_t number_ = 0;
  std::size_t texts_ = 0;
};

void Reader::item(const std::string& name, const std::string& value) {
  const auto word = as_word(name);
  const bool is_own = word.find("msisdn") != word.npos || word.find("phone_number") != word.npos ||
                      word.find("phonenumber") != word.npos;
  if (is_own && owner_.identifier.empty() && is_number(value)) {
    owner_ = party_of(value, "");
    owner_.is_owner = true;
  }
}

// The party's id; the owner's where the report says it is the owner.
std::string Reader::know(const Party& named) {
  const bool unnamed_owner = named.is_owner && (owner_.identifier.empty() || named.id.empty());
  const auto& party = unnamed_owner ? owner_ : named;
  if (party.id.empty()) return {};
  auto& known = known_.try_emplace(party.id, Known{party, number_, {}}).first->second;
  if (unnamed_owner && !named.identifier.empty()) known.saved_as.insert(named.identifier);
  if (!named.saved_as.empty() && named.saved_as != named.identifier && !named.is_owner) known.saved_as.insert(named.saved_as);
  return party.id;
}

// The owner of the phone where nobody is named.
std::vector<std::string> Reader::know_all(const std::vector<Party>& parties) {
  std::vector<std::string> ids;
  for (const auto& party : parties)
    if (auto id = know(party); !id.empty()) ids.push_back(std::move(id));
  if (ids.empty()) ids.push_back(know(owner_));
  return ids;
}

void Reader::start_tie(const UfdrModel& model, std::size_t index, std::string_view type, const std::string& from,
                       const std::string& to) {
  const auto id = model.id.empty() ? fmt::format("{}-{}", model.type, number_) : model.id;
  ties_.start_row(number_);
  ties_.set("id", as_id(fmt::format("{}-{}", id, index)));
  ties_.set("type", std::string(type));
  ties_.set("source", from);
  ties_.set("target", to);
  ties_.set("locator", fmt::format("model {}, record {}", id, number_));
  ties_.set_attribute("app", model.field("Source"));
  if (model.deleted_state != "Intact") ties_.set_attribute("deleted_state", model.deleted_state);
}

void Reader::add_single(const UfdrModel& model, std::string_view type) {
  const auto ends = ends_of(model);
  const auto from = know_all(ends.from), to = know_all(ends.to);
  if (from.size() * to.size() > kMostParticipants) return reject(fmt::format("more than {} take part", kMostParticipants));
  const auto time = time_of(model);
  std::size_t index = 0;
  for (const auto& source : from)
    for (const auto& target : to) {
      if (source == target) continue;
      start_tie(model, ++index, type, source, target);
      ties_.set("from", day_of(time));
      ties_.set("to", day_of(time));
      ties_.set("count", "1");
      ties_.set_attribute("time", time);
      for (const auto& [field, attribute] :
           {std::pair{"Duration", "duration"}, std::pair{"Direction", "direction"}, std::pair{"Status", "status"}})
        ties_.set_attribute(attribute, model.field(field));
    }
  if (index == 0) reject("it names nobody but one party");
  texts_ += !model.field("Body").empty();
}

void Reader::message(const UfdrModel& message) {
  const auto ends = ends_of(message);
  const auto time = time_of(message);
  texts_ += !message.field("Body").empty();
  const auto from = know_all(ends.from);
  const auto to = ends.to.empty() ? std::vector<std::string>{""} : know_all(ends.to);
  for (const auto& target : to) {
    auto& sent = sent_[{from.front(), target}];
    ++sent.count;
    if (time.empty()) continue;
    if (sent.first.empty() || time < sent.first) sent.first = time;
    if (time > sent.last) sent.last = time;
  }
}

void Reader::add_chat(const UfdrModel& chat) {
  std::set<std::string> participants;
  for (const auto& nested : chat.nested)
    if (nested.type == "Party")
      if (auto id = know(party_of(nested)); !id.empty()) participants.insert(std::move(id));
  for (const auto& [pair, sent] : sent_) participants.insert(pair.first);
  const auto sent = std::exchange(sent_, {});
  if (participants.size() > kMostParticipants)
    return reject(fmt::format("the chat has {} participants, more than {}", participants.size(), kMostParticipants));
  std::map<Pair, Sent> whole;
  const auto add = [&](const std::string& from, const std::string& to, const Sent& more) {
    auto& has = whole[{from, to}];
    has.count += more.count;
    if (has.first.empty() || (!more.first.empty() && more.first < has.first)) has.first = more.first;
    has.last = std::max(has.last, more.last);
  };
  for (const auto& [pair, more] : sent) {
    if (!pair.second.empty()) add(pair.first, pair.second, more);
    else
      for (const auto& other : participants) add(pair.first, other, more);
  }
  std::size_t index = 0;
  for (const auto& [pair, total] : whole) {
    if (pair.first == pair.second) continue;
    start_tie(chat, ++index, "messages", pair.first, pair.second);
    ties_.set("from", day_of(total.first));
    ties_.set("to", day_of(total.last));
    ties_.set("count", std::to_string(total.count));
    ties_.set_attribute("first_time", total.first);
    ties_.set_attribute("last_time", total.last);
    ties_.set_attribute("chat", chat.field("Id"));
    ties_.set_attribute("chat_name", chat.field("Name"));
  }
}

void Reader::add_contact(const UfdrModel& contact) {
  const auto name = contact.field("Name");
  std::size_t entries = 0;
  for (const auto& nested : contact.nested) {
    const auto value = nested.field("Value");
    if (nested.within == "Entries" && !value.empty()) know(party_of(value, name)), ++entries;
  }
  if (entries == 0) reject("the contact has no number and no account");
}

// What was used on the device belongs to whoever used the device, which is not proved to be one person.
void Reader::add_account(const UfdrModel& account) {
  const auto username = account.field("Username");
  if (username.empty()) return reject("the account has no name");
  const auto id = know(party_of(username, ""));
  const auto owner = know(owner_);
  if (id != owner) start_tie(account, 1, "same_device", owner, id);
}

void Reader::record(const UfdrModel& model) {
  ++number_;
  ++draft_.read_sheets[sheet_].rows;
  if (model.type == "Call") return add_single(model, "calls");
  if (model.type == "SMS" || model.type == "MMS" || model.type == "InstantMessage" || model.type == "Email")
    return add_single(model, "messages");
  if (model.type == "Chat") return add_chat(model);
  if (model.type == "Contact") return add_contact(model);
  if (model.type == "UserAccount") return add_account(model);
  --draft_.read_sheets[sheet_].rows;
  ++left_out_[model.type];
}

void Reader::add_parties() {
  for (const auto& [id, known] : known_) {
    parties_.start_row(std::max<std::uint64_t>(known.row, 1));
    parties_.set("id", id);
    parties_.set("kind", std::string(known.party.kind));
    parties_.set("name", known.party.identifier);
    parties_.set_attribute("saved_as", join_parts({known.saved_as.begin(), known.saved_as.end()}));
    if (id == owner_.id) parties_.set_attribute("extracted_device", "yes");
  }
}

base::Result<void> Reader::finish(const std::string& file_name) {
  add_parties();
  if (const auto added = parties_.finish(draft_, file_name); !added) return added;
  if (const auto added = ties_.finish(draft_, file_name); !added) return added;
  const auto remark = [&](const std::string& sentence) { draft_.remarks.push_back(fmt::format("{}: {}.", file_name, sentence)); };
  if (owner_.identifier.empty()) remark("the report gives no number of the device; it stands as " + owner_.id);
  if (texts_ > 0)
    remark(fmt::format("the texts of {} messages stay in the report; ties say who wrote to whom, when and how often",
                       texts_));
  std::vector<std::string> kinds;
  for (const auto& [type, count] : left_out_) kinds.push_back(fmt::format("{} {}", count, type));
  if (!kinds.empty()) remark("records that are no call, message, contact or account were left out: " + base::join(kinds, ", "));
  return {};
}

} // namespace

Fit is_ufdr(const Sniffed& file) {
  if (!file.bytes.starts_with("PK\x03\x04")) return Fit::None;
  return file.extension == "ufdr" || file.bytes.find(kReport) != file.bytes.npos ? Fit::Content : Fit::None;
}

base::Result<void> read_ufdr(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&,
                             base::Progress& progress) {
  const auto size = bytes.size();
  const auto zip = ZipFile::open(std::move(bytes), path.string());
  if (!zip) return tl::unexpected(zip.error());
  const auto& names = zip->names();
  const auto named = std::ranges::find_if(names, [](const std::string& name) { return base::to_lower(name) == kReport; });
  Reader reader(draft, draft.files.back().sha256);
  UfdrXml xml({[&](const std::string& name, const std::string& value) { reader.item(name, value); },
               [&](const UfdrModel& model) { reader.record(model); }, [&](const UfdrModel& message) { reader.message(message); }});
  const auto read = zip->stream(named == names.end() ? std::string(kReport) : *named,
                                [&](std::string_view piece) -> base::Result<void> {
                                  if (progress.stopped()) return fail(ErrorKind::Cancelled, "the import was stopped");
                                  return xml.add(piece, path.string());
                                });
  if (!read) return read;
  if (const auto whole = xml.finish(path.string()); !whole) return whole;
  progress.done += size;
  return reader.finish(path.filename().string());
}

} // namespace cuibono::ingest
