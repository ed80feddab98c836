import type { MailText } from './en'

export const nl: MailText = {
  hello: 'Hallo {name},',
  items: 'Artikelen',
  total: 'Totaal',
  amount: 'Bedrag',
  received: 'Ontvangen',
  parcel: 'Pakket',
  track: 'Volg het pakket',
  view: 'Bekijk je bestelling',
  open: 'Mijn bestelling openen',
  footer: 'Je krijgt deze e-mail vanwege je bestelling {number} bij {shop}.',

  order_placed_subject: 'We hebben je bestelling {number} ontvangen',
  order_placed_title: 'Bedankt voor je bestelling',
  order_placed_body: 'Je artikelen liggen voor je klaar. Je hoort van ons zodra ze onderweg zijn.',
  shipped_subject: 'Je bestelling {number} is onderweg',
  shipped_title: 'Je pakket is onderweg',
  shipped_body: 'We hebben deze artikelen aan de bezorger gegeven.',
  out_for_delivery_subject: 'Je bestelling {number} komt vandaag',
  out_for_delivery_title: 'Je pakket wordt vandaag bezorgd',
  out_for_delivery_body: 'De bezorger brengt het vandaag bij je langs.',
  delayed_subject: 'Je bestelling {number} duurt langer',
  delayed_title: 'Je pakket is vertraagd',
  delayed_body: 'Het duurt langer dan we zeiden. Dat spijt ons. Je hoeft niets te doen.',
  delivered_subject: 'Je bestelling {number} is aangekomen',
  delivered_title: 'Je pakket is aangekomen',
  delivered_body:
    'Ontbreekt er iets, of is iets beschadigd of niet goed? Laat het weten op de pagina van je bestelling.',
  return_approved_subject: 'Je retour bij bestelling {number}',
  return_approved_title: 'Je kunt je artikelen terugsturen',
  return_approved_body:
    'Het label staat op de pagina van je bestelling. Plak het op het pakket en lever het in.',
  return_kept_title: 'Je mag de artikelen houden',
  return_kept_body:
    'Je hoeft niets terug te sturen. Nu volgt wat is afgesproken: geld terug, tegoed of een ander artikel.',
  return_unlabeled_body:
    'Breng of stuur de artikelen naar ons. Op de pagina van je bestelling staat wat er bij de retour hoort.',
  return_received_subject: 'Je retour bij bestelling {number} is aangekomen',
  return_received_title: 'Je retour is aangekomen',
  return_received_body:
    'We hebben de artikelen gecontroleerd. Nu volgt wat is afgesproken: geld terug, tegoed of een ander artikel.',
  refunded_subject: 'Je terugbetaling voor bestelling {number}',
  refunded_title: 'We hebben je geld terugbetaald',
  refunded_body:
    'Het bedrag komt terug via je oorspronkelijke betaalmethode, meestal binnen vijf werkdagen.',
  credited_title: 'Je hebt nieuw tegoed',
  credited_body: 'Het staat klaar voor je volgende bestelling bij {shop}.',
  withdrawal_received_subject: 'Je herroeping van bestelling {number}',
  withdrawal_received_title: 'Je herroeping is ontvangen',
  withdrawal_received_body:
    'Dit heb je verklaard, en we ontvingen het op het tijdstip hieronder. Bewaar deze e-mail als bevestiging. Wat al verstuurd was, stuur je terug met het label op de pagina van je bestelling.',
  magic_link_subject: 'Je link naar bestelling {number}',
  magic_link_title: 'Open je bestelling',
  magic_link_body:
    'Met deze link kun je bestelling {number} wijzigen, annuleren of retourneren. Hij werkt één keer, binnen {minutes} minuten. Heb je er niet om gevraagd? Doe dan niets: niemand anders heeft hem.',
}
