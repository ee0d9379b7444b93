"""The ways out: each channel sends one message or raises DeliveryError, and knows nothing of tables or alerts."""

from app.channels.chat import ChatChannel
from app.channels.console import ConsoleChannel
from app.channels.email import EmailChannel, MailServer
from app.channels.recording import RecordingChannel
from app.channels.sms import SmsChannel
from app.channels.webhook import WebhookChannel
from app.domain.messages.delivery import Channel, ChannelName
from app.settings import Settings


def build_channels(settings: Settings) -> dict[ChannelName, Channel]:
    """Return every channel by name. Without MAIL_URL (never in production) e-mail is written to the console."""
    console = ConsoleChannel()
    mail = settings.mail_url
    return {
        ChannelName.EMAIL: EmailChannel(MailServer.from_url(mail), settings.mail_from) if mail else console,
        ChannelName.SMS: SmsChannel.from_settings(settings) if settings.twilio_account_sid else console,
        ChannelName.WEBHOOK: WebhookChannel(settings.webhook_signing_secret),
        ChannelName.CHAT: ChatChannel(),
        ChannelName.CONSOLE: console,
        ChannelName.RECORDING: RecordingChannel(),
    }
