#pragma once
// The column in which a record names those that it was mistaken for. docs/matching.md

namespace cuibono::model {

/// Attribute of an entity: the ids, parted by `;`, of records that somebody looked at and said are others. Written on one of the
/// two; kept open on a victim's row, as ids tell nobody who she is.
inline constexpr const char* kNotTheSame = "not the same as";

} // namespace cuibono::model
