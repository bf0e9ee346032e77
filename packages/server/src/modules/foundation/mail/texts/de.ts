import type { SecurityChange } from '../mail.ts'
import type { MailTexts } from './en.ts'

const months = ['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni', 'Juli', 'August', 'September', 'Oktober']

/** `Ihr Passwort wurde`, `geändert`: when, from where and by whom stands between them. */
const whatChanged: Record<SecurityChange, [string, string]> = {
  'password-changed': ['Ihr Passwort wurde', 'geändert'],
  'password-removed': ['Ihr Passwort wurde', 'entfernt'],
  'password-allowed': ['Ihnen wurde', 'die Anmeldung mit einem Passwort erlaubt'],
  'authenticator-added': ['Ihre Authenticator-App wurde', 'hinzugefügt'],
  'authenticator-removed': ['Ihre Authenticator-App wurde', 'entfernt'],
  'passkey-added': ['Ihr Passkey wurde', 'hinzugefügt'],
  'passkey-removed': ['Ihr Passkey wurde', 'entfernt'],
  'provider-linked': ['Ihr Konto bei einem Identitätsanbieter wurde', 'verknüpft'],
  'provider-unlinked': ['Die Verknüpfung mit Ihrem Konto bei einem Identitätsanbieter wurde', 'aufgehoben'],
  'sessions-ended': ['Ihre Sitzungen wurden', 'beendet'],
}

const where = (address: string | null): string => (address === null ? '' : ` von der Adresse ${address}`)

const sender = (organization: string): string =>
  organization === 'Portico' ? organization : `Portico für ${organization}`

const invitation = (organization: string, by: string | null): string =>
  by === null ? `Sie sind zu ${organization} eingeladen.` : `${by} hat Sie zu ${organization} eingeladen.`

export const de: MailTexts = {
  monthNames: [...months, 'November', 'Dezember'],
  time: (day, month, year, time) => `${day}. ${month} ${year} um ${time} UTC`,
  greeting: 'Guten Tag!',
  footer: (organization) => `Von ${sender(organization)} gesendet. Antworten auf diese Nachricht werden nicht gelesen.`,
  ignore: 'Wenn Sie diese Einladung nicht erwartet haben, ignorieren Sie diese Nachricht.',

  invitationTo: (organization) => `Ihre Einladung zu ${organization}`,
  invitedElsewhere: (organization, by) =>
    `${invitation(organization, by)} Melden Sie sich wie sonst auch mit dem Konto Ihrer Organisation an:`,
  signIn: 'Anmelden',
  invited: (organization, by) =>
    `${invitation(organization, by)} Öffnen Sie diese Seite, um die Einladung anzunehmen und Ihr Passwort zu wählen:`,
  accept: 'Einladung annehmen',
  asksForCode: 'Die Seite fragt nach diesem Code:',
  bothInvite: (time) =>
    `Link und Code gelten nur einmal, und zwar bis zum ${time}. Wenn Sie diese Einladung nicht erwartet haben, ignorieren Sie diese Nachricht.`,

  chooseAt: (organization) => `Wählen Sie ein neues Passwort bei ${organization}`,
  administratorAsks:
    'Die Administration bittet Sie, ein neues Passwort zu wählen. Öffnen Sie diese Seite in einem beliebigen Browser:',
  somebodyAsks: (by) =>
    `${by} bittet Sie, ein neues Passwort zu wählen. Öffnen Sie diese Seite in einem beliebigen Browser:`,
  choose: 'Neues Passwort wählen',
  linkValid: (time) => `Der Link gilt nur einmal, und zwar bis zum ${time}. Bis dahin bleibt Ihr Passwort unverändert.`,
  askFirst: 'Wenn Sie das nicht erwartet haben, fragen Sie Ihre Administration, bevor Sie die Seite öffnen.',
  codeAt: (organization) => `Ihr Code für ein neues Passwort bei ${organization}`,
  requested: (organization) =>
    `Für Ihr Konto bei ${organization} wurde ein neues Passwort angefordert. Geben Sie diesen Code auf der Seite ein, auf der Sie es angefordert haben:`,
  orOpen: 'Oder öffnen Sie diese Seite in einem beliebigen Browser:',
  bothValid: (time) =>
    `Code und Link gelten nur einmal, und zwar bis zum ${time}. Geben Sie den Code niemandem weiter: Wir fragen Sie nie auf einem anderen Weg danach.`,
  notRequested:
    'Wenn Sie das nicht angefordert haben, ignorieren Sie diese Nachricht: Ihr Passwort bleibt unverändert.',

  secretExpires: (client, time) => `Das Secret von ${client} läuft am ${time} ab`,
  secretOf: (of, client, time, organization) =>
    of === 'relying-party'
      ? `Das Secret der Anmelde-Anwendung ${client} von ${organization} läuft am ${time} ab. Danach kann sich dort niemand mehr anmelden.`
      : `Das Secret des API-Clients ${client} von ${organization} läuft am ${time} ab. Danach erhält er keine Access-Tokens mehr.`,
  newSecret:
    'Erzeugen Sie vorher ein neues Secret. Mit einer Überlappung gelten beide, während Sie die Programme umstellen, die es verwenden:',
  open: (of) => (of === 'relying-party' ? 'Anmelde-Anwendung öffnen' : 'API-Client öffnen'),
  certificateExpires: (provider, time) =>
    provider === null
      ? `Das Zertifikat des SAML-Schlüssels der Organisation läuft am ${time} ab`
      : `Das Zertifikat von ${provider} läuft am ${time} ab`,
  certificateOf: (provider, time, organization) =>
    provider === null
      ? `Das Zertifikat des Schlüssels, mit dem die SAML-Nachrichten von ${organization} signiert werden, läuft am ${time} ab. Danach können Identitätsanbieter Anmeldungen ablehnen.`
      : `Das Zertifikat des Identitätsanbieters ${provider} von ${organization} läuft am ${time} ab. Sobald der Anbieter seinen Schlüssel wechselt, kann sich damit niemand mehr anmelden, bis das neue Zertifikat hier eingetragen ist.`,
  newCertificate:
    'Bitten Sie den Anbieter um sein nächstes Zertifikat oder seine neuen Metadaten, und fügen Sie sie hinzu. Behalten Sie das jetzige Zertifikat, bis der Anbieter gewechselt hat:',
  replaceOwnKey: 'Ersetzen Sie den Schlüssel Schritt für Schritt auf der Seite eines SAML-Anbieters:',
  openProviders: 'Identitätsanbieter öffnen',
  hasReplaced: (client) => `${client} hat sein Secret ersetzt`,
  replaced: (client, at, address, expires, organization) =>
    `Der API-Client ${client} von ${organization} hat am ${at}${where(address)} selbst ein neues Secret erzeugt, wie seine Einstellungen es erlauben. Das neue Secret läuft am ${expires} ab.`,
  somebodyKnows:
    'Wenn keines Ihrer Programme das tut, kennt jemand anders das Secret. Sperren Sie den API-Client sofort, und erzeugen Sie ein neues Secret ohne Überlappung:',

  changedAt: (change, organization) => `${organization}: ${whatChanged[change].join(' ')}`,
  changed: (change, at, address, by) => {
    const [what, done] = whatChanged[change]
    return `${what} am ${at}${where(address)}${by === null ? '' : ` durch ${by}`} ${done}.`
  },
  chooseByForgotten: 'Um eines festzulegen, wählen Sie „Passwort vergessen?“ auf der Anmeldeseite.',
  notYou: 'Wenn Sie es nicht waren, setzen Sie sofort Ihr Passwort zurück und informieren Sie Ihre Administration.',
  tell: 'Wenn Sie das nicht erwartet haben, informieren Sie Ihre Administration.',

  settingsOf: (organization) => `Die Mail-Einstellungen von ${organization} wurden geändert`,
  settingsBy: (by, organization, at, address) =>
    `${by} hat am ${at}${where(address)} die Mail-Einstellungen von ${organization} geändert.`,
  noServer: 'Die Organisation hat keinen eigenen SMTP-Server mehr.',
  newServer: (host) =>
    `Ab jetzt werden ihre E-Mails über den SMTP-Server ${host} gesendet. Wer diesen Server betreibt, kann sie lesen, auch die Links und Codes, mit denen man sich anmeldet.`,
  changeBack:
    'Wenn Sie das nicht erwartet haben, machen Sie die Änderung rückgängig und sehen Sie im Audit-Protokoll nach, was sonst noch getan wurde.',

  testOf: (organization) => `Testnachricht von ${organization}`,
  arrived: (organization) => `${organization} kann E-Mails senden: Diese Nachricht ist angekommen.`,
}
