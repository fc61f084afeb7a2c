// How the scripts of the site are linted: `make lint`.
import js from "@eslint/js";
import globals from "globals";

const RULES = {
  curly: ["error", "multi-line"],
  eqeqeq: "error",
  "func-style": ["error", "declaration", { allowArrowFunctions: true }],
  "max-lines": ["error", 300],
  "max-params": ["error", 4],
  "no-console": "error",
  "no-implicit-globals": "error",
  "no-restricted-properties": [
    "error",
    { property: "innerHTML", message: "Use textContent: an answer may contain anything." },
    { property: "outerHTML", message: "Use replaceWith: an answer may contain anything." },
  ],
  "no-shadow": "error",
  "no-var": "error",
  "object-shorthand": "error",
  "prefer-const": "error",
  "prefer-template": "error",
  strict: ["error", "safe"],
};

export default [
  {
    ...js.configs.recommended,
    linterOptions: { reportUnusedDisableDirectives: "error" },
    files: ["publisher/**/*.js", "eslint.config.js"],
  },
  {
    files: ["publisher/**/*.js"],
    languageOptions: { globals: globals.browser, sourceType: "module" },
    rules: RULES,
  },
  {
    // The one script that is no module: see there.
    files: ["publisher/editor/own/local-copy.js"],
    languageOptions: { sourceType: "script" },
    rules: { "no-implicit-globals": "error", strict: "off" },
  },
  { ignores: ["publisher/editor/assets/", "**/node_modules/", ".venv/"] },
];
