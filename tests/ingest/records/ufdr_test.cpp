#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/core.h>

#include "ingest/phones/ufdr_xml.h"
#include "ingest/records/record_helpers.h"
#include "ingest/zip_maker.h"

namespace cuibono::ingest {
namespace {

using namespace testing;
using ::testing::HasSubstr;

// A report as phone tools write it, from its records.
std::string field(const std::string& name, const std::string& value) {
  return fmt::format("<field name=\"{}\" type=\"String\"><value type=\"String\"><![CDATA[{}]]></value></field>", name, value);
}
std::string model(const std::string& type, const std::string& id, const std::string& inside, const std::string& state = "Intact") {
  return fmt::format("<model type=\"{}\" id=\"{}\" deleted_state=\"{}\">{}</model>", type, id, state, inside);
}
std::string party(const std::string& identifier, const std::string& name = "", const std::string& role = "",
                  const std::string& more = "") {
  return model("Party", "p", field("Identifier", identifier) + field("Name", name) + (role.empty() ? "" : field("Role", role)) + more);
}
std::string parties(const std::string& name, const std::string& inside) {
  return fmt::format("<multiModelField name=\"{}\" type=\"Party\">{}</multiModelField>", name, inside);
}
std::string from(const std::string& inside) { return fmt::format("<modelField name=\"From\" type=\"Party\">{}</modelField>", inside); }
std::string report(const std::string& models, const std::string& number = "+66 81-000-0001") {
  return "<?xml version=\"1.0\" encoding=\"utf-8\"?><project id=\"x\" xmlns=\"http://pa.cellebrite.com/report/2.0\">"
         "<taggedFiles><file id=\"1\"><metadata section=\"File\"><item name=\"Phone "
         "number\">999999</item></metadata></file></taggedFiles>"
         "<metadata section=\"Device Info\"><item name=\"MSISDN\">" +
         number +
         "</item></metadata>"
         "<decodedData><modelType type=\"Call\">" +
         models + "</modelType></decodedData></project>";
}

Imported import_report(const std::string& xml) {
  return import_text("phone.ufdr", make_zip({{"report.xml", xml}, {"files/../../x", "y"}}));
}

TEST(Ufdr, Calls_are_ties_between_numbers_in_their_direction) {
  const auto imported = import_report(
      report(model("Call", "c1",
                   field("Direction", "Outgoing") + field("TimeStamp", "2031-05-06T07:08:09.1+00:00") +
                       field("Duration", "00:01:03") + field("Source", "Phone") +
                       parties("Parties", party("+66 81 222", "Boss"))) +
             model("Call", "c2", field("Direction", "Incoming") + parties("Parties", party("(081) 333")), "Deleted") +
             model("Call", "c3", parties("Parties", party("111", "", "From") + party("222333", "", "To")))));
  EXPECT_EQ(imported.rejected(), 0u) << imported.reason();
  EXPECT_EQ(imported.only().rows, 3u);
  EXPECT_EQ(imported.only().format, "ufdr");
  const auto& first = tie(imported, "c1-1");
  EXPECT_EQ(told(imported, first), "+66810000001 calls +6681222");
  EXPECT_EQ(first.from, (base::Date{2031, 5, 6}));
  EXPECT_EQ(first.count, 1.0);
  EXPECT_EQ(attribute(first, "duration"), "00:01:03");
  EXPECT_EQ(attribute(first, "time"), "2031-05-06T07:08:09.1+00:00");
  EXPECT_EQ(told(imported, tie(imported, "c2-1")), "081333 calls +66810000001");
  EXPECT_EQ(attribute(tie(imported, "c2-1"), "deleted_state"), "Deleted");
  EXPECT_EQ(told(imported, tie(imported, "c3-1")), "111 calls 222333");
  EXPECT_EQ(entity(imported, "+6681222").kind, model::EntityKind::Phone);
}

TEST(Ufdr, A_name_of_the_address_book_is_hearsay_and_no_name) {
  const auto entry = [](const std::string& value) {
    return model("PhoneNumber", "e", field("Category", "Mobile") + field("Value", value));
  };
  const auto imported = import_report(
      report(model("Contact", "k1",
                   field("Name", "Boss; big") + parties("Entries", entry("081 222") + entry("boss@example.org"))) +
             model("Contact", "k2", field("Name", "Uncle") + parties("Entries", entry("081222"))) +
             model("Contact", "k3", field("Name", "Nobody"))));
  const auto& number = entity(imported, "081222");
  EXPECT_EQ(number.name, "081 222");
  EXPECT_TRUE(number.aliases.empty());
  EXPECT_EQ(attribute(number, "saved_as"), "Boss\\; big;Uncle");
  EXPECT_EQ(entity(imported, "boss@example.org").kind, model::EntityKind::Account);
  ASSERT_EQ(imported.only().rejects.size(), 1u);
  EXPECT_EQ(imported.only().rejects[0], (Reject{3, "the contact has no number and no account"}));
}

TEST(Ufdr, Messages_of_a_chat_are_counted_by_sender_and_recipient) {
  const auto message = [](const std::string& who, const std::string& time, const std::string& more = "") {
    return model("InstantMessage", "m", from(party(who)) + field("Body", "text") + field("TimeStamp", time) + more);
  };
  const auto imported = import_report(report(
      model("Chat", "h1",
            field("Source", "WhatsApp") + "<multiModelField name=\"Messages\" type=\"InstantMessage\">" +
                message("66811@s.whatsapp.net", "2031-01-02T00:00:00") +
                message("66811@s.whatsapp.net", "2031-01-01T00:00:00") +
                message("66822@s.whatsapp.net", "2031-01-03T00:00:00", parties("To", party("66811@s.whatsapp.net"))) +
                "</multiModelField>" +
                parties("Participants", party("66811@s.whatsapp.net", "A") + party("66822@s.whatsapp.net") +
                                            party("66833@s.whatsapp.net"))) +
      model("InstantMessage", "s1",
            field("Direction", "Incoming") + from(party("+444")) + field("TimeStamp", "2031-02-01"))));
  EXPECT_EQ(imported.rejected(), 0u) << imported.reason();
  EXPECT_EQ(imported.only().rows, 2u);
  ASSERT_EQ(imported.after.ties().size(), 4u);
  std::map<std::string, double> counts;
  for (const auto& each : imported.after.ties()) counts[told(imported, each)] = each.count.value_or(0);
  EXPECT_EQ(counts, (std::map<std::string, double>{{"+66811 messages +66822", 2},
                                                   {"+66811 messages +66833", 2},
                                                   {"+66822 messages +66811", 1},
                                                   {"+444 messages +66810000001", 1}}));
  EXPECT_EQ(tie(imported, "h1-1").from, (base::Date{2031, 1, 1}));
  EXPECT_EQ(tie(imported, "h1-1").to, (base::Date{2031, 1, 2}));
  EXPECT_TRUE(imported.remarked("the texts of 3 messages stay in the report"));
}

TEST(Ufdr, Accounts_are_of_the_device_and_other_records_are_counted) {
  const auto imported =
      import_report(report(model("UserAccount", "u1", field("Username", "Ada7") + field("Source", "App")) +
                           model("Location", "l1", "") + model("Location", "l2", "") + model("SearchedItem", "i", "")));
  EXPECT_EQ(told(imported, tie(imported, "u1-1")), "+66810000001 same_device ada7");
  EXPECT_EQ(imported.only().rows, 1u);
  EXPECT_TRUE(imported.remarked("left out: 2 Location, 1 SearchedItem"));
}

TEST(Ufdr, A_device_without_a_number_is_a_phone_of_its_own) {
  const auto imported =
      import_report(report(model("Call", "c1", field("Direction", "Outgoing") + parties("Parties", party("555"))), ""));
  EXPECT_THAT(told(imported, tie(imported, "c1-1")), HasSubstr("device-"));
  EXPECT_TRUE(imported.remarked("gives no number of the device"));
}

TEST(Ufdr, A_call_that_names_nobody_else_is_rejected) {
  const auto imported = import_report(report(model("Call", "c1", field("Direction", "Outgoing"))));
  EXPECT_EQ(imported.reason(), "it names nobody but one party");
  EXPECT_EQ(imported.only().rows, 1u);
}

TEST(Ufdr, What_is_no_sound_report_is_refused) {
  EXPECT_THAT(failure("a.ufdr", make_zip({{"other.xml", "<a/>"}})).what, HasSubstr("no entry `report.xml`"));
  EXPECT_THAT(failure("a.ufdr", make_zip({{"report.xml", report("")}}, "secret")).what, HasSubstr("encrypted"));
  EXPECT_THAT(failure("a.ufdr", make_zip({{"report.xml", "<project>\n<model>"}})).what, HasSubstr("the XML is broken"));
  EXPECT_THAT(failure("a.ufdr", make_zip({{"report.xml", "<project>\n<model></project>"}})).where, HasSubstr("line 2"));
  EXPECT_THAT(failure("a.ufdr", make_zip({{"report.xml", "<!DOCTYPE p [<!ENTITY a \"b\">]><p>&a;</p>"}})).what,
              HasSubstr("declares entities"));
  EXPECT_THAT(failure("a.ufdr", make_zip({{"report.xml", std::string(3000, ' ') + "<p>"}})).what, HasSubstr("broken"));
}

TEST(Ufdr, Depth_and_size_of_a_record_are_bounded) {
  std::string deep, wide;
  for (int i = 0; i < 5000; ++i) deep += "<model type='Call'>";
  UfdrXml xml({[](auto&&...) {}, [](auto&&...) {}, [](auto&&...) {}});
  EXPECT_THAT(xml.add("<p>" + deep, "a").error().what, HasSubstr("more than 256 deep"));
  UfdrXml other({[](auto&&...) {}, [](auto&&...) {}, [](auto&&...) {}});
  EXPECT_TRUE(other.add("<p><model type='Call'>", "a"));
  for (int i = 0; i < 101; ++i) wide += "<model type='Party'/>";
  base::Result<void> added;
  for (int i = 0; i < 1000 && added; ++i) added = other.add(wide, "a");
  EXPECT_THAT(added.error().what, HasSubstr("more than 100000 others"));
}

} // namespace
} // namespace cuibono::ingest
