#include "experiments/exhibits/html.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace armistice {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Html, TextCannotOpenAnElementOrLeaveAnAttribute) {
  EXPECT_EQ(escaped("<b onclick=\"x\">'&"), "&lt;b onclick=&quot;x&quot;&gt;&#39;&amp;");
  EXPECT_EQ(element("p", "a<b", {{"title", "\"><script>"}}),
            "<p title=\"&quot;&gt;&lt;script&gt;\">a&lt;b</p>");
}

TEST(Html, MarksOfDirectionAreWrittenOut) {
  EXPECT_THAT(escaped("a\u202e"
                      "b"),
              Not(HasSubstr("\u202e")));
}

TEST(Html, AScriptIsEndedByNothingInIt) {
  EXPECT_EQ(inline_script("'</script>' + '</SCRIPT' + '<!--'"),
            "'<\\/script>' + '<\\/script' + '<\\!--'");
}

TEST(Html, JsonHasNoElementInIt) {
  EXPECT_EQ(inline_json(R"({"a": "</script>"})"), R"({"a": "\u003c/script>"})");
}

}  // namespace
}  // namespace armistice
