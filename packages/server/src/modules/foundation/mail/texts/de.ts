import type { SecurityChange } from '../mail.ts'
import type { MailTexts } from './en.ts'

const months = ['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni', 'Juli', 'August', 'September', 'Oktober']

const whatChanged: Record<SecurityChange, string> = {
  'password-changed': 'Ihr Passwort wurde geändert',
  'password-removed': 'Ihr Passwort wurde entfernt',
  'password-allowed': 'Ihre Anmeldung mit einem Passwort wurde erlaubt',
  'authenticator-added': 'Ihre Authenticator-App wurde hinzugefügt',
  'authenticator-removed': 'Ihre Authenticator-App wurde entfernt',
  'passkey-added': 'Ihr Passkey wurde hinzugefügt',
  'passkey-removed': 'Ihr Passkey wurde entfernt',
  'provider-linked': 'Ihr Konto bei einem Identitätsanbieter wurde verknüpft',
  'provider-unlinked': 'Die Verknüpfung mit Ihrem Konto bei einem Identitätsanbieter wurde gelöst',
  'sessions-ended': 'Ihre Sitzungen wurden beendet',
}

const where = (address: string | null): string => (address === null ? '' : `, von der Adresse ${address}`)

export const de: MailTexts = {
  monthNames: [...months, 'November', 'Dezember'],
  time: (day, month, year, time) => `${day}. ${month} ${year}, ${time} UTC`,
  greeting: 'Guten Tag,',
  footer: (organization) => `Von Portico für ${organization} gesendet. Antworten auf diese Nachricht liest niemand.`,
  ignore: 'Wenn Sie diese Einladung nicht erwartet haben, ignorieren Sie diese Nachricht.',

  invitationTo: (organization) => `Ihre Einladung zu ${organization}`,
  invitedElsewhere: (organization) =>
    `Sie sind zu ${organization} eingeladen. Melden Sie sich wie sonst auch mit dem Konto Ihrer Organisation an:`,
  signIn: 'Anmelden',
  invited: (organization) =>
    `Sie sind zu ${organization} eingeladen. Öffnen Sie diese Seite, um anzunehmen und Ihr Passwort zu wählen:`,
  accept: 'Einladung annehmen',
  asksForCode: 'Die Seite fragt nach diesem Code:',
  bothInvite: (time) =>
    `Beide gelten bis ${time}, und nur einmal. Wenn Sie diese Einladung nicht erwartet haben, ignorieren Sie diese Nachricht.`,

  chooseAt: (organization) => `Wählen Sie ein neues Passwort bei ${organization}`,
  administratorAsks:
    'Sie werden von der Administration gebeten, ein neues Passwort zu wählen. Öffnen Sie diese Seite in einem beliebigen Browser:',
  somebodyAsks: (by) =>
    `${by} bittet Sie, ein neues Passwort zu wählen. Öffnen Sie diese Seite in einem beliebigen Browser:`,
  choose: 'Neues Passwort wählen',
  linkValid: (time) => `Sie gilt bis ${time}, und nur einmal. Bis dahin bleibt Ihr Passwort, wie es ist.`,
  askFirst: 'Wenn Sie das nicht erwartet haben, fragen Sie Ihre Administration, bevor Sie die Seite öffnen.',
  codeAt: (organization) => `Ihr Code für ein neues Passwort bei ${organization}`,
  requested:
    'Für Ihr Konto wurde ein neues Passwort angefordert. Geben Sie diesen Code auf der Seite ein, auf der Sie es angefordert haben:',
  orOpen: 'Oder öffnen Sie diese Seite in einem beliebigen Browser:',
  bothValid: (time) =>
    `Beide gelten bis ${time}, und nur einmal. Sagen Sie niemandem den Code: Wir fragen Sie nie auf einem anderen Weg danach.`,
  notRequested:
    'Wenn Sie das nicht angefordert haben, ignorieren Sie diese Nachricht: Ihr Passwort bleibt, wie es ist.',

  secretExpires: (client, time) => `Das Geheimnis von ${client} läuft ab: ${time}`,
  secretOf: (of, client, time) =>
    of === 'relying-party'
      ? `Das Geheimnis der Anmeldeanwendung ${client} läuft ab: ${time}. Danach kann sich dort niemand mehr anmelden.`
      : `Das Geheimnis des API-Clients ${client} läuft ab: ${time}. Danach bekommt er keine Zugriffstoken mehr.`,
  newSecret:
    'Erzeugen Sie vorher ein neues Geheimnis. Eine Überlappung gibt den Programmen, die es verwenden, Zeit für den Wechsel:',
  open: (of) => (of === 'relying-party' ? 'Anmeldeanwendung öffnen' : 'API-Client öffnen'),
  certificateExpires: (provider, time) =>
    provider === null
      ? `Das Zertifikat des SAML-Schlüssels der Organisation läuft ab: ${time}`
      : `Das Zertifikat von ${provider} läuft ab: ${time}`,
  certificateOf: (provider, time) =>
    provider === null
      ? `Das Zertifikat des Schlüssels, mit dem die SAML-Nachrichten der Organisation signiert werden, läuft ab: ${time}. Danach können Identitätsanbieter Anmeldungen ablehnen.`
      : `Das Zertifikat des Identitätsanbieters ${provider} läuft ab: ${time}. Sobald der Anbieter seinen Schlüssel wechselt, kann sich damit niemand mehr anmelden, bis das neue Zertifikat hier eingetragen ist.`,
  newCertificate:
    'Lassen Sie sich vom Anbieter das nächste Zertifikat oder seine neuen Metadaten geben, und tragen Sie sie neben dem jetzigen ein:',
  replaceOwnKey: 'Ersetzen Sie den Schlüssel Schritt für Schritt auf der Seite eines SAML-Anbieters:',
  openProviders: 'Identitätsanbieter öffnen',
  hasReplaced: (client) => `${client} hat sein Geheimnis ersetzt`,
  replaced: (client, at, address, expires) =>
    `Der API-Client ${client} hat selbst sein nächstes Geheimnis erzeugt, wie seine Einstellungen es erlauben: ${at}${where(address)}. Das neue läuft ab: ${expires}.`,
  somebodyKnows:
    'Wenn keines Ihrer Programme das tut, kennt jemand anders das Geheimnis. Setzen Sie den API-Client sofort aus, und erzeugen Sie ein neues Geheimnis ohne Überlappung:',

  changedAt: (change, organization) => `${whatChanged[change]}: ${organization}`,
  changed: (change, at, address, by) =>
    `${whatChanged[change]}: ${at}${where(address)}${by === null ? '' : `, durch ${by}`}.`,
  chooseByForgotten: 'Wählen Sie es auf der Anmeldeseite unter „Passwort vergessen“.',
  notYou: 'Wenn Sie es nicht waren, setzen Sie sofort Ihr Passwort zurück, und verständigen Sie Ihre Administration.',
  tell: 'Wenn Sie das nicht erwartet haben, verständigen Sie Ihre Administration.',

  settingsOf: (organization) => `Die Mail-Einstellungen von ${organization} wurden geändert`,
  settingsBy: (by, organization, at, address) =>
    `${by} hat die Mail-Einstellungen von ${organization} geändert: ${at}${where(address)}.`,
  noServer: 'Die Organisation hat keinen eigenen SMTP-Server mehr.',
  newServer: (host) =>
    `Von jetzt an gehen ihre Mails über den SMTP-Server ${host}. Wer ihn betreibt, kann sie lesen, auch die Links und Codes, mit denen man sich anmeldet.`,
  changeBack:
    'Wenn Sie das nicht erwartet haben, machen Sie die Änderung rückgängig, und sehen Sie im Audit-Protokoll nach, was sonst noch getan wurde.',

  testOf: (organization) => `Testnachricht von ${organization}`,
  arrived: (organization) => `${organization} kann Mails senden: Diese Nachricht ist angekommen.`,
}
