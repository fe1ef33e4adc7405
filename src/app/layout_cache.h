#pragma once
// Layouts of large charts, kept so that a case opens with its picture: one file a case, outside of the case. It holds
// places and no names, sealed where the case is encrypted. It is a copy of what layout::force_layout gives: whoever
// deletes it loses time and nothing else. Any thread.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/session.h"
#include "layout/force.h"

namespace cuibono::app {

struct LayoutCache {
  std::filesystem::path file;
  std::string key; ///< 64 hexadecimal digits; empty: the case is not encrypted
};

/// XDG_CACHE_HOME/cuibono/layouts/..., else ~/.cache/...; the file's name says nothing about the case.
LayoutCache layout_cache(const Session& session);

/// SHA-256 over all that a layout depends on, and over the version of the algorithm.
std::string layout_fingerprint(const graph::Network& network, const layout::ForceOptions& options);

/// Nothing where no layout, another one, or a damaged one is kept.
std::optional<std::vector<layout::Point>> recall_layout(const LayoutCache& cache, const std::string& fingerprint);

/// Replaces what was kept for the case; the oldest of other cases go beyond 20.
base::Result<void> keep_layout(const LayoutCache& cache, const std::string& fingerprint,
                               const std::vector<layout::Point>& points);

/// The layout of force_layout, from the cache where it is kept there; else computed and, if it took time, kept.
base::Result<std::vector<layout::Point>> cached_layout(const LayoutCache& cache, const graph::Network& network,
                                                       const layout::ForceOptions& options, base::Progress& progress);

/// From how many nodes on a layout is worth keeping, and worth a sketch before it.
inline constexpr std::size_t kNodesWorthKeeping = 1000, kNodesWorthSketch = 5000;

} // namespace cuibono::app
