#pragma once
// What the Beneficial Ownership Data Standard 0.4 asks of a statement, as a table of our own: which fields there are, of what
// kind, which must be there, and the words of its codelists. Fields that the standard does not know are allowed.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace cuibono::ingest {

/// One breach: where (a JSON path from the file's array), which property, what is wrong with it and the kind of rule.
struct BodsFault {
  std::string path, property, what;
  std::string rule; ///< required, type, enum, format, pattern, minLength, maxLength, minimum, maximum, anyOf
};

/// "PATH: PROPERTY WHAT (RULE)", without any value that the file gives.
std::string fault_text(const BodsFault& fault);

/// Every breach in the statement, which is element `index` of the file.
std::vector<BodsFault> bods_faults(const nlohmann::json& statement, std::size_t index);

} // namespace cuibono::ingest
