"""Why a call ends by itself while somebody speaks: what of Vapi's published reasons can meet this assistant.

Ours are the reasons of its model, its transcriber and its voice, and of Vapi's own workers. Whoever changes a provider
in `definition.py` changes PROVIDERS with it.
"""

PROVIDERS = ("openai", "deepgram", "vapi")
ANY_PIPELINE_ERROR = "pipeline-error"
"""Documented by Vapi as matching every reason that begins so."""
_IN_PROGRESS = """
pipeline-no-available-llm-model
pipeline-ws-model-connection-failed
providerfault-deepgram-returning-500-invalid-json
providerfault-deepgram-returning-502-bad-gateway-ehostunreach
providerfault-deepgram-returning-502-network-error
providerfault-openai-500-server-error
providerfault-openai-503-server-overloaded-error
providerfault-openai-llm-failed
providerfault-vapi-500-server-error
providerfault-vapi-503-server-overloaded-error
providerfault-vapi-llm-failed
providerfault-vapi-transcriber-failed
providerfault-vapi-voice-failed
vapifault-deepgram-returning-400-no-such-model-language-tier-combination
vapifault-deepgram-returning-401-invalid-credentials
vapifault-deepgram-returning-403-model-access-denied
vapifault-deepgram-returning-404-not-found
vapifault-deepgram-transcriber-failed
vapifault-deepgram-voice-failed
vapifault-openai-400-bad-request-validation-failed
vapifault-openai-401-account-not-in-organization
vapifault-openai-401-incorrect-api-key
vapifault-openai-401-unauthorized
vapifault-openai-403-model-access-denied
vapifault-openai-429-exceeded-quota
vapifault-openai-429-rate-limit-reached
vapifault-openai-transcriber-failed
vapifault-openai-voice-failed
vapifault-vapi-400-bad-request-validation-failed
vapifault-vapi-401-unauthorized
vapifault-vapi-403-model-access-denied
vapifault-vapi-429-exceeded-quota
vapifault-vapi-llm-failed
vapifault-vapi-transcriber-failed
vapifault-vapi-voice-failed
vapifault-worker-died
vapifault-worker-not-available
"""
FAILURES: tuple[str, ...] = (
    ANY_PIPELINE_ERROR,
    "worker-shutdown",
    "assistant-join-timed-out",
    *(f"call.in-progress.error-{reason}" for reason in _IN_PROGRESS.split()),
)
"""No `assistant-request-…`: then there is no assistant yet, and the number's own fallback rings."""
