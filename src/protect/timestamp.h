#pragma once
// Time stamps of RFC 3161: a request that an authority answers outside this program, and what its answer says.

#include <string>
#include <string_view>

#include "base/error.h"

namespace cuibono::protect {

/// DER bytes of a TimeStampReq for a SHA-256 given as 64 hexadecimal digits, asking for the authority's certificate.
base::Result<std::string> timestamp_request(std::string_view sha256);

struct TimestampAnswer {
  std::string time;      ///< UTC, as the authority wrote it
  std::string authority; ///< its name where the token gives one
};

/// Reads DER bytes of a TimeStampResp and checks that it was granted for this SHA-256. Whether the authority is to be
/// trusted is not decided here: keep the answer, and let `openssl ts -verify` judge it against its certificate.
base::Result<TimestampAnswer> read_timestamp(std::string_view answer, std::string_view sha256);

} // namespace cuibono::protect
