#pragma once
// From text to typed edits: the one place where rows of any format are validated. Pure; any thread.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/draft.h"
#include "model/edit.h"

namespace cuibono::ingest {

/// What the user says about all the files of one import.
struct ImportOptions {
  std::string exhibit;  ///< the exhibit that rows without one cite, declared if the case does not have it; or empty
  std::string title;    ///< of that exhibit
  std::string lineage;  ///< of that exhibit
  model::Grade grade;   ///< of that exhibit; see parse_grade
  std::string handling; ///< of that exhibit
  model::TieType tie_type = model::TieType::Associate; ///< of a tie whose row gives none
};

struct Reject {
  std::uint64_t row = 0;
  std::string reason;

  bool operator==(const Reject&) const = default;
};

/// rows == accepted + rejected, always. A row that the case already has counts as accepted.
struct FileReport {
  std::string path, format, sha256;
  std::uint64_t rows = 0, accepted = 0, rejected = 0;
  std::vector<Reject> rejects; ///< in order of row

  bool operator==(const FileReport&) const = default;
};

struct Resolution {
  model::EditBatch batch; ///< applies to the snapshot it was resolved against
  std::vector<FileReport> files;
  std::vector<std::string> remarks; ///< whole sentences
};

/// Bad rows are reported, good rows become edits. A row that names an entity or exhibit nobody declares adds it, with a
/// remark. An id the case has is accepted when the row says nothing new, filled in when the entity was unknown or the
/// exhibit undeclared, and rejected when it says otherwise.
Resolution resolve(const model::CaseSnapshot& snapshot, const Draft& draft, const ImportOptions& options = {});

/// The same, and lets the rows of each table go when it has read them: of a large import they are as large as the case.
Resolution resolve(const model::CaseSnapshot& snapshot, Draft&& draft, const ImportOptions& options = {});

/// `B2` is Admiralty, `2C` is 3x5x2, `5x5x5:B2` and the like name the scheme; nothing for any other text.
std::optional<model::Grade> parse_grade(std::string_view text);

} // namespace cuibono::ingest
