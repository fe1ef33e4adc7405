#pragma once
// Records of the Beneficial Ownership Data Standard as rows: what each becomes in a case. Only statements that keep its rules.

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "ingest/draft.h"
#include "ingest/records/row_table.h"

namespace cuibono::ingest {

struct BodsStatement {
  nlohmann::json content;
  std::uint64_t number = 0; ///< place in the file, from 1
};

/// The rows under way of one file. Give it every record first, then `finish` once.
class BodsRows {
 public:
  /// Rows of the draft's last file, whose statements are its read sheet `sheet`.
  BodsRows(const Draft& draft, std::size_t sheet) : entities_(draft, "entities", sheet), ties_(draft, "ties", sheet) {}

  void add_entity(const BodsStatement& statement);
  void add_person(const BodsStatement& statement);
  /// Its ties are made by `finish`, when it is known who is whose nominee.
  void add_relationship(BodsStatement statement) { relationships_.push_back(std::move(statement)); }

  /// Adds the tables and remarks to the draft; see RowTable::finish.
  base::Result<void> finish(Draft& draft, const std::string& file_name);

 private:
  struct Counts {
    std::size_t ranges = 0, beside_components = 0, without_components = 0, closed = 0, minority_votes = 0, unspecified = 0,
                lone_nominees = 0;
  };
  struct Ends {
    std::string subject, party;
  };

  void add_common(const BodsStatement& statement);
  void find_nominators();
  void add_ties(const BodsStatement& statement);
  void add_tie(const BodsStatement& statement, const Ends& ends, const nlohmann::json& interest, std::size_t index);
  void add_share(const nlohmann::json& share, bool is_owned);
  std::string tie_type(const nlohmann::json& interest, bool counts, Ends& ends);
  std::string party(const BodsStatement& statement, std::string_view side);
  void add_unspecified(const nlohmann::json& details);
  void add_remarks(Draft& draft, const std::string& file_name) const;

  RowTable entities_, ties_;
  std::vector<BodsStatement> relationships_;
  std::map<std::string, bool> arrangements_;                 ///< ids of legal arrangements
  std::map<std::string, std::vector<std::string>> nominators_; ///< of each subject that is no arrangement
  Counts counts_;
};

} // namespace cuibono::ingest
