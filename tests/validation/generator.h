#pragma once
// Invented cases whose truth is known, to find out how often the measure is right when evidence is missing or false. Money
// moves first (sales, costs, fees, drawings, transfers between accounts), by arithmetic of its own; who benefits in truth is
// what each person has in the end, and what companies would have for them if all were wound up. Then exhibits are made that
// show it, and some are taken away, or false ones put in.
//
// What it assumes, all of it debatable, besides what shapes.cpp says: money in one purse cannot be told apart (as in the
// measure). In nine cases of ten owners draw most of the money, half of those behind a nominee straight to their own account,
// and nominees mostly pass it on, so that adding up inflows finds owners too; in one of ten it stays in the company.
// Employees, officials and others earn a few per cent; people outside earn lawful money from elsewhere; some payments are in
// another currency. Each set of statements, each opening of an account, each register and deed is an exhibit; the proceeds of
// an establishment rest on one to three. Phones know drivers, brokers and managers far better than owners. In 15 % of the
// cases there is no crime.

#include <map>
#include <optional>
#include <set>
#include <string>

#include "model/snapshot.h"
#include "shapes.h"

namespace cuibono::validation {

struct Invented {
  model::CaseSnapshot evidence;                ///< all of it
  std::optional<model::EntityId> principal;    ///< who benefits most in truth; none where there is no crime
  std::map<model::EntityId, double> shares;    ///< of all benefit, in truth; empty where there is no crime
  std::set<model::ExhibitId> owners_side;      ///< exhibits about owners, nominees and holdings
};

/// The same for the same seed. The principal has at least .05 more of all benefit than anybody else.
Invented invent(const Shape& shape, std::uint64_t seed);

enum class Missing { AtRandom, OnTheOwnersSide };

/// What is left when each exhibit is lost with probability `part`: rows that rest on lost ones alone are not known at all.
model::CaseSnapshot lose(const Invented& invented, Missing missing, double part, std::uint64_t seed);

/// The same case with one or two exhibits more that lie, of low grade: that somebody without a part in it owns the company,
/// is whom the principal's name or account really stands for, or took money; or a denial of what is true.
Invented plant(Invented invented, std::uint64_t seed);

} // namespace cuibono::validation
