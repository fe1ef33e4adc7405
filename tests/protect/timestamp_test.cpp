// A time stamp asked for here and answered by an authority that the openssl program plays.

#include "protect/timestamp.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "base/file.h"
#include "base/sha256.h"

namespace cuibono::protect {
namespace {

namespace fs = std::filesystem;

constexpr const char* kAuthority = R"([tsa]
default_tsa = one
[one]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_chain = no
tsa_name = yes
[request]
distinguished_name = name
prompt = no
x509_extensions = stamping
[name]
CN = Time of the court
[stamping]
extendedKeyUsage = critical,timeStamping
)";

class Timestamp : public ::testing::Test {
 protected:
  Timestamp() {
    std::string name = (fs::temp_directory_path() / "cuibono_tsa_XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~Timestamp() override { fs::remove_all(folder_); }

  bool run(const std::string& command) const {
    return std::system(("cd " + folder_.string() + " && " + command + " >/dev/null 2>&1").c_str()) == 0;
  }

  std::string answer_to(const std::string& request) const {
    EXPECT_TRUE(base::write_file(folder_ / "tsa.conf", kAuthority));
    EXPECT_TRUE(base::write_file(folder_ / "serial", "01\n"));
    EXPECT_TRUE(base::write_file(folder_ / "request.tsq", request));
    EXPECT_TRUE(run("openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 2 -config tsa.conf "
                    "-section request"));
    EXPECT_TRUE(run("openssl ts -reply -config tsa.conf -queryfile request.tsq -signer cert.pem -inkey key.pem "
                    "-out answer.tsr"));
    return base::read_file(folder_ / "answer.tsr").value_or("");
  }

  fs::path folder_;
};

TEST_F(Timestamp, An_authoritys_answer_is_read_and_the_authoritys_own_tool_agrees) {
  if (!run("openssl version")) GTEST_SKIP() << "the openssl program is not installed";
  const auto head = base::sha256_hex("head of the journal");
  const auto request = timestamp_request(head);
  ASSERT_TRUE(request);
  const auto answer = answer_to(*request);
  const auto read = read_timestamp(answer, head);
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_NE(read->time.find("GMT"), std::string::npos);
  EXPECT_NE(read->authority.find("Time of the court"), std::string::npos);
  EXPECT_TRUE(run("openssl ts -verify -digest " + head + " -in answer.tsr -CAfile cert.pem"));

  const auto other = read_timestamp(answer, base::sha256_hex("another head"));
  ASSERT_FALSE(other);
  EXPECT_NE(other.error().what.find("another state"), std::string::npos);
}

TEST_F(Timestamp, What_is_no_answer_is_refused) {
  for (const auto* text : {"", "0", "not DER at all"}) EXPECT_FALSE(read_timestamp(text, base::sha256_hex("head")));
  EXPECT_FALSE(timestamp_request("not a hash"));
}

} // namespace
} // namespace cuibono::protect
