#pragma once
// The FollowTheMoney model as far as this product uses it: its schemata, what each is in a case, and which properties each
// has. Names are those of FollowTheMoney 3.8 (followthemoney.tech).

#include <string>
#include <string_view>

namespace cuibono::ingest {

struct FtmSchema {
  std::string_view name;
  std::string_view parents;        ///< parted by blanks
  std::string_view kind;           ///< of an entity kind's name; empty: no entity
  std::string_view tie;            ///< a tie type's name; empty: no tie
  std::string_view source, target; ///< of a tie: the properties that name its ends
  std::string_view properties;     ///< its own, parted by blanks
};

/// Null where there is none of that name.
const FtmSchema* ftm_schema(std::string_view name);

/// Whether the schema is that one or descends from it.
bool ftm_is_a(std::string_view schema, std::string_view ancestor);

/// Whether the schema, or one that it descends from, has the property.
bool ftm_has_property(std::string_view schema, std::string_view property);

/// The schema that fits both fragments of a record: the more exact, and Company for an asset that is an organisation; empty
/// where they contradict each other.
std::string_view ftm_common_schema(std::string_view a, std::string_view b);

/// The schema under which an entity of that kind, or a tie of that type, is written where nothing more is known.
std::string_view ftm_schema_of_kind(std::string_view kind);
std::string_view ftm_schema_of_tie(std::string_view type);

/// The property that holds the name of such a thing where `name` does not; empty: none but `name`.
std::string_view ftm_name_property(std::string_view schema);

} // namespace cuibono::ingest
