#pragma once
// What stands around a table: account data above its header, closing balances below its rows.

#include <string>
#include <vector>

namespace cuibono::ingest {

/// The text beside the first label that stands around the table: after the label in its own cell (`Account: 123`), else the
/// next filled cell of that line. Labels are compared without ASCII case and without `:` at their end. Empty: none there.
std::string text_beside(const std::vector<std::vector<std::string>>& around, const std::vector<std::string>& labels);

} // namespace cuibono::ingest
