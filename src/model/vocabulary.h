#pragma once
// The words of the case tables: what an entity, a role, a tie or a payment may be called. Order is the interface's order.

#include "base/names.h"

namespace cuibono::model {

enum class EntityKind {
  Person, Company, Trust, Establishment, Vessel, Vehicle, Place, Account, Phone, Document, Asset, Post, Event, Unknown
};
/// `Other`: a word outside the vocabulary, kept in RoleFact::label; the product draws it and infers nothing from it.
enum class Role {
  Victim, Recruiter, Broker, Facilitator, Transporter, Harbourer, Guard, Manager, Employer, Owner, BeneficialOwner,
  Nominee, MoneyHandler, DebtHolder, Guarantor, Forger, Official, Protector, Scapegoat, Witness, Other
};
enum class TieType {
  Recruits, Arranges, Transports, HandsOver, Harbours, Guards, Controls, Threatens, WithholdsDocument, Employs, Manages,
  SetsPay, SetsDebt, Instructs, Owns, Directs, NomineeFor, HoldsAccount, SignatoryOn, LendsTo, Guarantees, ForgesFor,
  Protects, Inspects, Calls, Messages, Family, Associate, SameAddress, SamePhone, SameDevice
};
enum class Stage { None, Recruit, Move, Harbour, Exploit, Finance, Protect };
enum class PaymentClass {
  Revenue, LawfulCost, VictimPayment, Salary, Payroll, MovementFee, Protection, Transfer, Drawing, AssetPurchase, Other
};
enum class Polarity { Supports, Contradicts, Exculpates };
enum class GradeScheme { None, Admiralty, Uk5x5x5, Uk3x5x2 };

} // namespace cuibono::model

namespace cuibono::base {

using std::string_view;

template <> struct Names<model::EntityKind> {
  static constexpr std::array<string_view, 14> kNames{
      "person", "company", "trust", "establishment", "vessel", "vehicle", "place",
      "account", "phone", "document", "asset", "post", "event", "unknown"};
};
template <> struct Names<model::Role> {
  static constexpr std::array<string_view, 21> kNames{
      "victim", "recruiter", "broker", "facilitator", "transporter", "harbourer", "guard",
      "manager", "employer", "owner", "beneficial_owner", "nominee", "money_handler", "debt_holder",
      "guarantor", "forger", "official", "protector", "scapegoat", "witness", "other"};
};
template <> struct Names<model::TieType> {
  static constexpr std::array<string_view, 31> kNames{
      "recruits", "arranges", "transports", "hands_over", "harbours", "guards", "controls", "threatens",
      "withholds_document", "employs", "manages", "sets_pay", "sets_debt", "instructs", "owns", "directs",
      "nominee_for", "holds_account", "signatory_on", "lends_to", "guarantees", "forges_for", "protects", "inspects",
      "calls", "messages", "family", "associate", "same_address", "same_phone", "same_device"};
};
template <> struct Names<model::Stage> {
  static constexpr std::array<string_view, 7> kNames{"", "recruit", "move", "harbour", "exploit", "finance", "protect"};
};
template <> struct Names<model::PaymentClass> {
  static constexpr std::array<string_view, 11> kNames{
      "revenue", "lawful_cost", "victim_payment", "salary", "payroll", "movement_fee",
      "protection", "transfer", "drawing", "asset_purchase", "other"};
};
template <> struct Names<model::Polarity> {
  static constexpr std::array<string_view, 3> kNames{"supports", "contradicts", "exculpates"};
};
template <> struct Names<model::GradeScheme> {
  static constexpr std::array<string_view, 4> kNames{"", "admiralty", "5x5x5", "3x5x2"};
};

} // namespace cuibono::base
