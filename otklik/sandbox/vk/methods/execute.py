"""execute: many calls by one request. What fails among them stands as false, and its error beside the answer."""

from dataclasses import dataclass
from typing import Any

from otklik.sandbox.vk import gate
from otklik.sandbox.vk.methods.call import PERFORMERS, Call, method
from otklik.sandbox.vk.objects import Json
from otklik.sandbox.vk.refusals import VkError
from otklik.sandbox.vk.script import ScriptCall, read_script


@dataclass(frozen=True, slots=True)
class Executed:
    """The answers in the order of the calls, and the errors in theirs."""

    response: list[Any]
    execute_errors: list[Json]


@method("execute")
def execute(call: Call) -> Executed:
    done = Executed([], [])
    for asked in read_script(call.text("code")):
        try:
            answer = _perform(call, asked)
        except VkError as refused:
            answer = False
            done.execute_errors.append({"method": asked.method, "error_code": refused.code, "error_msg": refused.text})
        done.response.append(asked.pick(answer) if asked.path else answer)
    return done


def _perform(call: Call, asked: ScriptCall) -> Any:
    if asked.method == "execute":
        raise VkError(3)
    called = gate.find_method(asked.method)
    gate.check_rights(call.vk.world, call.token, called)
    typed = gate.read_parameters(called, asked.params)
    return PERFORMERS[asked.method](Call(call.vk, call.token, typed, call.base_url))
