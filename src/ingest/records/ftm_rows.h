#pragma once
// FollowTheMoney records as rows of case tables.

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/records/ftm_record.h"
#include "ingest/records/row_table.h"

namespace cuibono::ingest {

/// Prefix of the keywords by which a role of the case is written to FollowTheMoney, which has no words for most of them.
inline constexpr std::string_view kFtmRole = "role:";
/// The keyword of somebody whose name must be kept back.
inline constexpr std::string_view kFtmProtected = "protected";
/// Attributes that say from which schema or property a row came, where that is not the usual one.
inline constexpr std::string_view kFtmSchema = "ftm_schema", kFtmProperty = "ftm_property";

/// The rows under way of one file. Give it every record, then `finish` once.
class FtmRows {
 public:
  using Find = std::function<const FtmRecord*(std::string_view id)>;

  /// Rows of the draft's last file, whose fragments are its read sheet `sheet`. `find` gives any record of the file.
  FtmRows(const Draft& draft, std::size_t sheet, Find find)
      : sheet_(sheet),
        find_(std::move(find)),
        ties_(draft, "ties", sheet),
        roles_(draft, "roles", sheet),
        payments_(draft, "payments", sheet),
        charges_(draft, "charges", sheet),
        phones_(draft, "entities", sheet, Standing::Mentions) {}

  void add(const Draft& draft, const FtmRecord& record);
  base::Result<void> finish(Draft& draft, const std::string& file_name);

 private:
  using Taken = std::set<std::string_view>; ///< properties that a column holds

  void add_node(const Draft& draft, const FtmRecord& record, std::string_view kind);
  void add_name(RowTable& row, const FtmRecord& record, Taken& taken);
  void add_place(RowTable& row, const FtmRecord& record, Taken& taken);
  void add_roles(RowTable& row, const FtmRecord& record);
  void add_node_ties(const FtmRecord& record, Taken& taken);
  void add_transports(const FtmRecord& trip);
  void add_edge(const FtmRecord& record);
  void start_edge(const FtmRecord& record, const std::string& id, const std::string& source, const std::string& target);
  void set_period(RowTable& row, const FtmRecord& record, Taken& taken);
  bool set_amount(RowTable& row, const FtmRecord& record, Taken& taken);
  void add_payment(const FtmRecord& record);
  void add_occupancy(const FtmRecord& record);
  bool add_charge(const FtmRecord& party);
  bool is_only_charged(const FtmRecord& court_case) const;
  void link(const FtmRecord& record, std::string_view property, std::string_view type, const std::string& source,
            const std::string& target);
  std::string phone(const std::string& number, std::uint64_t row);
  std::string account_end(const FtmRecord& payment, std::string_view party, std::string_view account);
  static void add_rest(RowTable& row, const FtmRecord& record, const Taken& taken);

  std::size_t sheet_;
  Find find_;
  std::map<std::string, RowTable, std::less<>> nodes_; ///< by schema, as each has its own columns
  RowTable ties_, roles_, payments_, charges_, phones_;
  std::set<std::string> phones_known_, unknown_schemata_;
  std::set<std::pair<std::string, std::string>> holders_;                      ///< who is said to hold which account
  std::map<std::pair<std::string, std::string>, const FtmRecord*> paid_through_; ///< whose account a payment names
  std::map<std::string, std::vector<const FtmRecord*>, std::less<>> parties_;  ///< of each court case
  std::vector<const FtmRecord*> court_cases_;
  std::size_t rounded_ = 0, unknown_ = 0;
};

/// The number as the id of a phone: `+` and digits; empty where it has no digit.
std::string phone_id(std::string_view number);

} // namespace cuibono::ingest
