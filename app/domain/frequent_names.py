"""Names that are frequent in Mali and Niger, one spelling each: for suggestions, never for rules.

Source: field practice 5.1, 5.2 and 5.7. Nothing is inferred from them about a person.
"""


def _each(names: str) -> tuple[str, ...]:
    return tuple(names.split())


FAMILY_NAMES = _each(
    """
    Arama Ba Bagayoko Ballo Barry Bengaly Berthé Bocoum Boré Camara Cissé Cissouma Compaoré Condé
    Coulibaly Dakouo Danioko Dao Daou Dembélé Dia Diabaté Diakité Diallo Diarra Diawara Dicko Diop
    Dolo Doumbia Dramé Fall Fané Fofana Gassama Gaye Goïta Guèye Guindo Haïdara Kaba Kaboré Kaloga
    Kamaté Kané Kanté Karembé Kassogué Keïta Konaté Koné Kouyaté Ly Magassa Maïga Mallé Mariko
    Mounkoro N’Diaye Niambélé Niang Niaré Nimaga Ongoïba Ouattara Ouédraogo Poudiougou Sacko Samaké
    Sangaré Sanogo Sarr Sawadogo Saye Sidibé Simpara Sinayoko Sissoko Sogoba Soumaré Sow Sy Sylla
    Tall Tamboura Tandia Tangara Tapily Tembely Tembiné Théra Thiam Togo Togola Tolo Tounkara
    Touré Traoré Wagué Yalcouyé Yattara Zerbo Zongo
    """
)
"""Family names: two of them are two families, however alike they sound."""

GIVEN_NAMES = _each(
    """
    Abdou Abdoulaye Aboubacar Adama Aïssata Alassane Ali Amadou Aminata Awa Bakary Balkissa Bintou
    Boubé Bourama Bréhima Chaïbou Cheick Daouda Djibo Fanta Fatoumata Garba Halima Hama Hamidou
    Harouna Hassane Hawa Ibrahim Idrissa Ismaël Issa Issoufou Kadidia Kader Karim Korotoumou Lamine
    Laouali Lassana Lassine Mahamadou Mahamane Maïmouna Maman Mamadou Mamoudou Mariam Modibo
    Mohamed Mounkaïla Moussa Nana Néné Ousmane Oumar Oumou Ousseïni Rakiatou Ramatou Ramatoulaye
    Rokia Sadio Safiatou Saïdou Salif Salimata Salissou Sanata Sani Sékou Seyni Siaka Sidi Sidiki
    Souleymane Soumaïla Soumana Ténin Yacouba Zakari Zeïnabou Zoumana
    """
)
"""Given names: two of them are two names, however alike they sound."""

ACCENTED_VARIANTS = _each(
    """
    Achaïbou Adèle Aïcha Aïchatou Aïda Aïdara Aïssa Aïssatou André Assétou Bénédicte Céline
    Djénéba Djénébou Élisabeth Émile Fidèle Gisèle Hélène Ismaïla Jérôme Joël
    Maïssata Michaël Moïse Noël René Saïd Sékouba Thérèse Zénabou
    """
)
"""Other accented spellings, known only so that the accent can be offered."""
