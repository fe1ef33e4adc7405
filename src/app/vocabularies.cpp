#include "app/vocabularies.h"

#include "base/file.h"

namespace cuibono::app {

namespace {
constexpr std::uint64_t kMostBytes = 1 << 20;
}

base::Result<law::OperationalList> operational_list(const std::filesystem::path& data) {
  const auto path = data / "vocabularies" / "ilo_operational.json";
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return law::OperationalList{"no list of operational indicators", "", {}};
  const auto text = base::read_file(path, kMostBytes);
  if (!text) return tl::unexpected(text.error());
  return law::parse_operational_list(*text, path.string());
}

} // namespace cuibono::app
