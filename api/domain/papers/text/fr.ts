import type { PaperText } from './en'

export const fr: PaperText = {
  order_of: 'Commande {number} du {date}',
  from: 'De',
  to: 'À',
  item: 'Article',
  quantity: 'Quantité',
  page: 'Page {page}',

  return_label: 'Étiquette de retour {reference}',
  label_steps: 'Comment renvoyer le colis',
  label_pack:
    'Emballez les articles pour qu’ils ne puissent pas se casser, de préférence dans leur boîte d’origine.',
  label_enclose: 'Glissez dans le colis cette page avec la liste du contenu.',
  label_stick:
    'Découpez l’étiquette et collez-la à plat sur le plus grand côté. Couvrez les anciennes étiquettes.',
  label_hand_in: 'Déposez le colis et gardez le reçu jusqu’à ce que le retour soit terminé.',
  label_contents: 'Dans ce colis ({reference}) :',

  packing_slip: 'Bon de livraison',
  parcels: '{count} colis',
  pickup: 'Retrait : {place}',
  part: '{title} (partie)',
  more: 'et {count} de plus',

  credit_note: 'Avoir',
  number: 'Numéro',
  date: 'Date',
  order: 'Commande',
  issued_by: 'Émis par',
  reason: 'Motif',
  net: 'HT',
  tax: 'Taxe',
  amount: 'Montant',
  shipping: 'Livraison',
  goodwill: 'Geste commercial',
  deduction: 'Déduction',
  credited: 'Montant crédité',

  acknowledgement: 'Accusé de réception de la rétractation',
  reference: 'Référence',
  received: 'Reçue le',
  declared: 'Ce qui a été déclaré',
}
