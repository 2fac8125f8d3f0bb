// The program that is stopped in the middle of its work, and gone on with.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/program.hpp"

namespace armistice::support {

class ResumedProgram : public Program {
 protected:
  /// Starts it in the background, and sends the signal once it has kept something in `out`.
  Answer killed(const std::string& words, const std::string& signal) const {
    return shell("\"$A\" " + words +
                 " & P=$!; for i in $(seq 600); do grep -qs '\"done\": [1-9]' "
                 "out/.armistice-work/progress.json && break; sleep 0.1; done; kill -" +
                 signal + " $P; wait $P");
  }

  /// All files are the same, except what the manifest says of the environment.
  void expect_same_result(const std::string& one, const std::string& other) const {
    EXPECT_EQ(names_in(one), names_in(other));
    for (const std::string& name : names_in(one)) {
      if (name == "manifest.json") {
        EXPECT_EQ(manifest(one), manifest(other));
      } else {
        EXPECT_TRUE(result(one + "/" + name) == result(other + "/" + name)) << name;
      }
    }
  }

  nlohmann::ordered_json manifest(const std::string& folder) const {
    auto json = nlohmann::ordered_json::parse(result(folder + "/manifest.json"));
    json.erase("environment");
    return json;
  }
};

}  // namespace armistice::support
