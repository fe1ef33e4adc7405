#pragma once
// How results are printed: one JSON document, CSV, or a table for people.

#include <iosfwd>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "base/money.h"
#include "cli/command.h"

namespace cuibono::cli {

using Json = nlohmann::ordered_json;

void print_json(std::ostream& out, const Json& document);

enum class Side { Left, Right };

struct Column {
  std::string title;
  Side side = Side::Left;
};

struct TextTable {
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;
};

/// Aligned by the number of characters, two spaces apart.
void print_table(std::ostream& out, const TextTable& table);
void print_csv(std::ostream& out, const TextTable& table);
/// As the reading asks: JSON as a list of objects under the column titles, CSV, or aligned.
void print(std::ostream& out, const TextTable& table, const Reading& reading);

/// "83.0 %"
std::string percent(double part);

/// A JSON number of at most two decimals.
double json_amount(base::Money amount);

/// Keys of the exhibits, in order.
Json exhibit_keys(const model::CaseSnapshot& snapshot, const std::vector<model::ExhibitId>& exhibits);
std::string key_of(const model::CaseSnapshot& snapshot, model::EntityId id);

/// The key, unless it may be a protected person's name: of a hidden victim only a key like `V01` or `W-17` (at most three
/// letters and digits) is printed, and otherwise the pseudonym. find_entity takes either.
std::string printed_key(const OpenedCase& opened, model::EntityId id);

/// Key or null.
Json key_or_null(const model::CaseSnapshot& snapshot, const std::optional<model::EntityId>& id);

} // namespace cuibono::cli
