# SPDX-License-Identifier: EUPL-1.2
base-title = Informations
base-exit = Quitter vite ce site
base-skip = Aller au contenu
base-languages = Langues
base-not-advice = Ce site informe. Il ne remplace pas un avocat. Aucun juriste ne l’a encore relu.
base-draft-original = Brouillon : personne n’a encore relu ce texte.
base-draft = Brouillon : aucune personne de langue maternelle n’a encore relu cette traduction.
base-outdated = Attention : ce texte a changé depuis sa relecture.
base-checked = Relu par { $by } le { $on }.
base-invented = Exemple inventé. Ce service n’existe pas, n’appelez pas.
base-free = gratuit
base-always = jour et nuit
base-speaks = Langues :
base-print = Imprimer

guide-heading = Vos droits et premiers secours
guide-contents = Sur cette page
guide-listen = Écouter ce texte
guide-no-audio = Il n’y a pas encore d’enregistrement de ce texte.
guide-pocket = Carte pour la poche
guide-pocket-how = Imprimez, coupez le long des lignes, pliez deux fois. Dehors, il n’y a qu’un mot qui ne dit rien.
