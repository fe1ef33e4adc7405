#include "app/tracing_edits.h"

#include <algorithm>

#include "base/text.h"
#include "money/tracing_assets.h"

namespace cuibono::app {
namespace {

using base::ErrorKind;
using base::fail;
using model::Change;
using model::EditBatch;
using model::Setting;

std::string key_of_lock(const std::string& asset) { return std::string(money::kLockSetting) + asset; }

const Setting* lock_of(const model::CaseSnapshot& snapshot, const std::string& asset) {
  const auto& rows = snapshot.of<Setting>().rows();
  const auto found = std::ranges::find(rows, key_of_lock(asset), &Setting::key);
  return found == rows.end() ? nullptr : &*found;
}

base::Result<void> check_reason(const std::string& reason) {
  if (!base::trim(reason).empty()) return {};
  return fail(ErrorKind::Usage, "a tracing rule is locked and unlocked for a reason", "--reason",
              "say why; it goes to the journal");
}

base::Result<void> check_rule(const model::Jurisdiction& jurisdiction, const std::string& rule) {
  const auto known = base::from_name<money::TracingRule>(rule);
  if (!known || std::ranges::count(money::kCarryingRules, *known) == 0)
    return fail(ErrorKind::Usage, "no rule that can be followed to an asset is called \"" + rule + "\"", "--rule",
                "name fifo, lifo, pro-rata, last-out, first-out or poison");
  if (std::ranges::count(jurisdiction.tracing_rules, rule) > 0) return {};
  return fail(ErrorKind::Usage, jurisdiction.name + " does not allow the tracing rule " + rule,
              "tracing_rules of " + jurisdiction.id, "name one of " + base::join(jurisdiction.tracing_rules, ", "));
}

} // namespace

std::string lock_label(const std::string& asset) { return "Lock the tracing rule of " + asset; }

base::Result<EditBatch> lock_tracing_rule(const model::CaseSnapshot& snapshot, const model::Jurisdiction& jurisdiction,
                                          const std::string& asset, const std::string& rule,
                                          const std::string& reason) {
  if (asset.empty() || std::ranges::count(snapshot.of<model::Asset>(), asset, &model::Asset::key) == 0)
    return fail(ErrorKind::Usage, "no asset has the id " + asset, "--lock", "cuibono trace CASE lists the assets");
  if (const auto sound = check_rule(jurisdiction, rule); !sound) return tl::unexpected(sound.error());
  if (const auto sound = check_reason(reason); !sound) return tl::unexpected(sound.error());
  const Setting* before = lock_of(snapshot, asset);
  if (before && before->value == rule)
    return fail(ErrorKind::Usage, asset + " is locked to " + rule + " already", "--lock",
                "unlock it first to give another reason");
  EditBatch batch;
  batch.label = lock_label(asset);
  batch.reason = reason;
  Setting after{before ? before->id : snapshot.of<Setting>().next_id(), key_of_lock(asset), rule};
  batch.edits.emplace_back(Change<Setting>{before ? model::Held<Setting>(*before) : std::nullopt, std::move(after)});
  return batch;
}

base::Result<EditBatch> unlock_tracing_rule(const model::CaseSnapshot& snapshot, const std::string& asset,
                                            const std::string& reason) {
  const Setting* before = lock_of(snapshot, asset);
  if (!before)
    return fail(ErrorKind::Usage, "no tracing rule is locked for " + asset, "--unlock",
                "cuibono trace CASE shows what is locked");
  if (const auto sound = check_reason(reason); !sound) return tl::unexpected(sound.error());
  EditBatch batch;
  batch.label = "Unlock the tracing rule of " + asset;
  batch.reason = reason;
  batch.edits.emplace_back(Change<Setting>{*before, std::nullopt});
  return batch;
}

} // namespace cuibono::app
