#include "web/model/story.hpp"

#include <string>
#include <variant>

#include "experiments/findings/trace.hpp"
#include "experiments/report/printed.hpp"
#include "experiments/trials/trial_trace.hpp"

namespace armistice::web {

nlohmann::ordered_json story(const PageSettings& page, std::uint32_t number) {
  using Json = nlohmann::ordered_json;
  const Scenario scenario = scenario_of(page);
  const TrialAddress address{number, 0};
  const TrialTrace trace = trace_one(scenario, page.seed, page.horizon_months, address);
  const Report account = account_of({scenario, trace, address, page.seed, page.horizon_months});
  Json parts = Json::array();
  for (const Block& block : account.blocks) {
    const Paragraph* const paragraph = std::get_if<Paragraph>(&block);
    if (paragraph == nullptr) continue;
    const std::string text = printed(paragraph->text);
    if (paragraph->label.empty() && (paragraph->apart || parts.empty())) {
      parts.push_back({{"title", text}, {"lines", Json::array()}});
    } else {
      parts.back()["lines"].push_back(Json::array({paragraph->label, text}));
    }
  }
  return parts;
}

}  // namespace armistice::web
