"""Checks: a rule is one SQL file, found by walking a folder; what it finds is a doubt that names the cells it came from."""

from lianjing.checks.result import Coverage, Doubt, Evidence, NotRun, RuleRun, RunResult
from lianjing.checks.rule import Rule, Text, find_rules, read_rule

__all__ = ["Coverage", "Doubt", "Evidence", "NotRun", "Rule", "RuleRun", "RunResult", "Text", "find_rules", "read_rule"]
