"""LibreTranslate and Bhashini as they are met on the line: their JSON, their faults."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Translate = Callable[[str], str]
Headers = dict[str, str]


@dataclass
class Service:
    """A service that runs, what it was asked, and what it will do wrong before it answers."""

    address: str = ""
    asked: list[tuple[str, Headers, Any]] = field(default_factory=list)
    """(path, headers, body), in order."""
    faults: list[str] = field(default_factory=list)
    """`429`, `429 7` (seconds to wait), `500`, `cut`, `garbage`, `short`, `silent`; one a call."""
    translate: Translate = str.upper
    speak: Callable[[str], bytes] = lambda text: text.encode()
    key: str = ""
    """What LibreTranslate asks for, if anything; Bhashini's user has `key-of-ulca`."""


@contextmanager
def running(service: Service) -> Iterator[Service]:
    """Let a service run on this machine, on a port of its own."""
    stopped = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            service.asked.append((self.path, dict(self.headers), body))
            fault = service.faults.pop(0) if service.faults else ""
            if fault == "silent":
                stopped.wait(5)
                return
            if fault[:3].isdigit():
                number, _, wait = fault.partition(" ")
                headers = {"Retry-After": wait} if wait else {}
                self.reply(int(number), {"error": f"trouble {number}"}, headers)
                return
            status, answer = ANSWERS[self.path](service, dict(self.headers), body)
            if fault == "short":
                _shorten(answer)
            self.reply(status, answer, {}, cut=fault == "cut", garbage=fault == "garbage")

        def reply(
            self,
            status: int,
            answer: Any,
            headers: Headers,
            *,
            cut: bool = False,
            garbage: bool = False,
        ) -> None:
            data = b"<html>Bad gateway" if garbage else json.dumps(answer).encode()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data[: len(data) // 2] if cut else data)

        def log_message(self, *_: object) -> None:
            """Be quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield service
    finally:
        stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _shorten(answer: Any) -> None:
    """Lose the last draft."""
    said = answer.get("pipelineResponse", [{}])[0]
    drafts = answer.get("translatedText") or said["output"] or said["audio"]
    drafts.pop()


def _libretranslate(service: Service, _: Headers, body: Any) -> tuple[int, Any]:
    if service.key and body.get("api_key") != service.key:
        return 403, {"error": f"Invalid API key {body.get('api_key')}"}
    if len(body["q"]) > 25:
        return 400, {"error": "Invalid request: request (26) exceeds text limit (25)"}
    return 200, {"translatedText": [service.translate(text) for text in body["q"]]}


def _config(service: Service, headers: Headers, body: Any) -> tuple[int, Any]:
    if headers.get("ulcaApiKey") != "key-of-ulca" or headers.get("userID") != "someone":
        return 401, {"code": None, "message": f"Invalid key {headers.get('ulcaApiKey')}"}
    task = body["pipelineTasks"][0]["taskType"]
    language = body["pipelineTasks"][0]["config"]["language"]
    name, side = SERVICES[task]
    models = [{"serviceId": name, "modelId": "1", "language": language}]
    known = language[side] in "hi ta ur or gom ks mni sat".split()
    return 200, {
        "languages": [],
        "pipelineResponseConfig": [{"taskType": task, "config": models if known else []}],
        "pipelineInferenceAPIEndPoint": {
            "callbackUrl": f"{service.address}/services/inference/pipeline",
            "inferenceApiKey": {"name": "Authorization", "value": "key-of-dhruva"},
            "isMultilingualEnabled": True,
            "isSyncApi": True,
        },
    }


def _compute(service: Service, headers: Headers, body: Any) -> tuple[int, Any]:
    if headers.get("Authorization") != "key-of-dhruva":
        return 401, {"detail": {"message": "no"}}
    task = body["pipelineTasks"][0]
    if task["taskType"] == "tts":
        return _speak(service, task["config"], body["inputData"]["input"])
    output = [
        {"source": one["source"], "target": service.translate(one["source"])}
        for one in body["inputData"]["input"]
    ]
    said = {"taskType": "translation", "config": None, "output": output, "audio": None}
    return 200, {"pipelineResponse": [said]}


def _speak(service: Service, config: Any, texts: Any) -> tuple[int, Any]:
    """Answer as Dhruva does: a WAV in base64 for each text, and what it was asked for."""
    audio = [
        {"audioContent": base64.b64encode(service.speak(one["source"])).decode(), "audioUri": None}
        for one in texts
    ]
    told = {"audioFormat": "wav", "language": {**config["language"], "sourceScriptCode": ""}}
    said = {
        "taskType": "tts",
        "config": {**told, "encoding": "base64", "samplingRate": config["samplingRate"]},
        "output": None,
        "audio": audio,
    }
    return 200, {"pipelineResponse": [said]}


SERVICES = {
    "translation": ("ai4bharat/indictrans-v2", "targetLanguage"),
    "tts": ("Bhashini/IITM/TTS", "sourceLanguage"),
}
"""Of each task: who does it, and which language decides."""
ANSWERS = {
    "/translate": _libretranslate,
    "/ulca/apis/v0/model/getModelsPipeline": _config,
    "/services/inference/pipeline": _compute,
}
