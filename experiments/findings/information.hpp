// What the value of information says: what it would be worth to know a parameter before choosing.
#pragma once

#include <span>

#include "experiments/information/information.hpp"
#include "experiments/report/report.hpp"

namespace armistice {

/// What is asked, as the manifest says it.
nlohmann::ordered_json asked_of(std::span<const Scenario> scenarios, const InformationPlan& plan);

/// Table `information`.
Report report_of(std::span<const Scenario> scenarios, const Information& information);

}  // namespace armistice
