"""Which body answers what."""

from django.db import models
from django.db.models import Q

from otklik.organizations.belongings import Belonging
from otklik.organizations.models import Body, Territory
from otklik.pages.models import Page
from otklik.topics.models import Topic


class Route(models.Model):
    """Who answers what: topic × territory × page → body. The smaller the priority number, the sooner it is asked."""

    page = models.ForeignKey(Page, null=True, on_delete=models.CASCADE, related_name="+")
    topic = models.ForeignKey(Topic, null=True, on_delete=models.CASCADE, related_name="+")
    territory = models.ForeignKey(Territory, null=True, on_delete=models.CASCADE, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="+")
    priority = models.PositiveSmallIntegerField(default=100)

    belonging = Belonging(is_stamped=False, passes=Q())
