#include "protect/timestamp.h"

#include <openssl/bio.h>
#include <openssl/ts.h>

#include <memory>

#include "protect/bytes.h"

namespace cuibono::protect {
namespace {

using base::ErrorKind;
using base::fail;
using base::Result;

template <auto Free>
struct Freed {
  template <class T>
  void operator()(T* pointer) const { Free(pointer); }
};
template <class T, auto Free>
using Owned = std::unique_ptr<T, Freed<Free>>;

Result<std::vector<unsigned char>> digest(std::string_view sha256) {
  auto bytes = from_hex(sha256);
  if (!bytes || bytes->size() != 32) return fail(ErrorKind::Internal, "this is not a SHA-256");
  return *bytes;
}

tl::unexpected<base::Error> unmade() { return fail(ErrorKind::Internal, "the time-stamp request could not be made"); }

std::string text_of(const ASN1_GENERALIZEDTIME* time) {
  const Owned<BIO, BIO_free> out(BIO_new(BIO_s_mem()));
  if (!out || !time || !ASN1_GENERALIZEDTIME_print(out.get(), time)) return {};
  char* data = nullptr;
  const long size = BIO_get_mem_data(out.get(), &data);
  return std::string(data, static_cast<std::size_t>(size));
}

} // namespace

Result<std::string> timestamp_request(std::string_view sha256) {
  const auto hash = digest(sha256);
  if (!hash) return tl::unexpected(hash.error());
  const Owned<TS_REQ, TS_REQ_free> request(TS_REQ_new());
  const Owned<TS_MSG_IMPRINT, TS_MSG_IMPRINT_free> imprint(TS_MSG_IMPRINT_new());
  const Owned<X509_ALGOR, X509_ALGOR_free> algorithm(X509_ALGOR_new());
  if (!request || !imprint || !algorithm) return unmade();
  X509_ALGOR_set0(algorithm.get(), OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nullptr);
  auto bytes = *hash;
  if (!TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get()) ||
      !TS_MSG_IMPRINT_set_msg(imprint.get(), bytes.data(), static_cast<int>(bytes.size())) ||
      !TS_REQ_set_version(request.get(), 1) || !TS_REQ_set_msg_imprint(request.get(), imprint.get()) ||
      !TS_REQ_set_cert_req(request.get(), 1))
    return unmade();
  unsigned char* der = nullptr;
  const int size = i2d_TS_REQ(request.get(), &der);
  if (size <= 0) return unmade();
  std::string text(reinterpret_cast<const char*>(der), static_cast<std::size_t>(size));
  OPENSSL_free(der);
  return text;
}

Result<TimestampAnswer> read_timestamp(std::string_view answer, std::string_view sha256) {
  const auto wrong = [](const char* what) {
    return fail(ErrorKind::Input, what, "", "ask the authority again with a new request");
  };
  const auto hash = digest(sha256);
  if (!hash) return tl::unexpected(hash.error());
  const auto* at = bytes_of(answer);
  const Owned<TS_RESP, TS_RESP_free> response(d2i_TS_RESP(nullptr, &at, static_cast<long>(answer.size())));
  if (!response) return wrong("this is not an RFC 3161 answer");
  TS_TST_INFO* info = TS_RESP_get_tst_info(response.get());
  if (!info) return wrong("the authority did not grant the time stamp");
  const ASN1_OCTET_STRING* stamped = TS_MSG_IMPRINT_get_msg(TS_TST_INFO_get_msg_imprint(info));
  const std::string_view theirs(reinterpret_cast<const char*>(ASN1_STRING_get0_data(stamped)),
                                static_cast<std::size_t>(ASN1_STRING_length(stamped)));
  if (theirs != std::string_view(reinterpret_cast<const char*>(hash->data()), hash->size()))
    return wrong("the time stamp is for another state of the journal");
  TimestampAnswer read{text_of(TS_TST_INFO_get_time(info)), {}};
  const GENERAL_NAME* name = TS_TST_INFO_get_tsa(info);
  if (name && name->type == GEN_DIRNAME) {
    char line[256] = {};
    X509_NAME_oneline(name->d.directoryName, line, sizeof line);
    read.authority = line;
  }
  return read;
}

} // namespace cuibono::protect
