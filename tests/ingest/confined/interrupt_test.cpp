// Ctrl-C while a large file is imported: the program ends, the case is as it was, and nothing is left behind.

#include <signal.h>

#include <chrono>
#include <thread>

#include "program.h"

namespace cuibono::ingest {
namespace {

using testing::ProgramFolder;

std::string many_ties() {
  std::string text = "source,target\n";
  for (int i = 0; i < 400000; ++i) text += "P" + std::to_string(i) + ",P" + std::to_string(i + 1) + "\n";
  return text;
}

TEST(Interrupt, An_import_that_is_stopped_changes_nothing_and_leaves_nothing) {
  if (testing::program().empty()) GTEST_SKIP() << "CB_PROGRAM names no program";
  const ProgramFolder folder;
  const auto file = folder.file("ties.csv", many_ties());
  const auto child = folder.start({"import", folder.case_file(), file});
  std::this_thread::sleep_for(std::chrono::milliseconds(700));
  ::kill(child, SIGINT);
  const auto ran = folder.finish(child);
  EXPECT_EQ(ran.code, 128 + SIGINT) << ran.out << ran.err;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) EXPECT_NE(entry.path().extension(), ".part") << entry.path();
  const auto listed = folder.run({"list", folder.case_file(), "ties", "--csv"});
  EXPECT_EQ(listed.code, 0) << listed.err;
  EXPECT_EQ(listed.out.find("P1"), std::string::npos) << listed.out.substr(0, 300);
}

} // namespace
} // namespace cuibono::ingest
