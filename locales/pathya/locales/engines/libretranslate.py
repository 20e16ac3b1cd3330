"""LibreTranslate: a service that anyone can run, over the models of Argos Translate."""

from __future__ import annotations

from pathya.locales.engines.protocol import Call, Engine, EngineFault, Secret, Send, paired
from pathya.locales.languages import Language

NAME = "LibreTranslate"


def libretranslate(send: Send, url: str, key: Secret) -> Engine:
    """Set the engine up for the service at an address; one's own needs no key, an empty one."""
    address = f"{url.rstrip('/')}/translate"

    def translate(texts: tuple[str, ...], source: Language, target: Language) -> tuple[str, ...]:
        body: dict[str, object] = {
            "q": list(texts),
            "source": source.argos,
            "target": target.argos,
            # `html` makes it cut texts at tags, and translate the pieces.
            "format": "text",
        }
        if key.value:
            body["api_key"] = key
        answer = send(Call(address, body))
        if not isinstance(answer, dict):
            raise EngineFault(f"{NAME} answered in a form that Pathya does not know")
        return paired(NAME, answer.get("translatedText"), texts)

    # What a service of one's own takes: it may be told to take less, and says so with 400.
    return Engine(NAME, translate, lambda one: one.argos, identity=address, texts=25, chars=2000)
