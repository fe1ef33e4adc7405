#pragma once
// The report.xml of a phone report, read in pieces of any size: one record at a time, and nothing is kept of what was taken.
// Structure as UFEDLib and the CASE project describe it: metadata items, then <model type id> with <field name>, <modelField>
// and <multiModelField>, nested. For one thread.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace cuibono::ingest {

struct UfdrModel {
  std::string type, id, deleted_state;
  std::map<std::string, std::string, std::less<>> fields;    ///< several values of one field parted by `;`
  std::string within;            ///< the field of the outer model in which this one stands
  std::vector<UfdrModel> nested;

  std::string field(std::string_view name) const {
    const auto found = fields.find(name);
    return found == fields.end() ? std::string() : found->second;
  }
};

struct UfdrSink {
  std::function<void(const std::string& name, const std::string& value)> item; ///< of the metadata or case information
  std::function<void(const UfdrModel& model)> record;                          ///< an outermost model, when it ends
  /// A message that ends inside its chat: it is taken here and not nested, as a chat may have a million.
  std::function<void(const UfdrModel& message)> message;
};

class UfdrXml {
 public:
  explicit UfdrXml(UfdrSink sink);
  ~UfdrXml();
  UfdrXml(const UfdrXml&) = delete;
  UfdrXml& operator=(const UfdrXml&) = delete;

  /// The next bytes. Fails for broken XML, with the line; for a document type that declares anything; beyond kDeepestXml;
  /// and where a record nests more than 100,000 others. `where` is the file's name for errors.
  base::Result<void> add(std::string_view piece, const std::string& where);
  /// After the last piece. Fails where the document is not whole.
  base::Result<void> finish(const std::string& where);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

} // namespace cuibono::ingest
